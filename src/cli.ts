#!/usr/bin/env node
import { homedir } from 'node:os';
import { bugReport, runCli } from './cli/run.ts';
import { exitCodes, type Terminal } from './cli/terminal.ts';

/** The process as a Terminal: the only place that knows argv, streams, environment and signals. */
const terminal: Terminal = {
  argv: process.argv.slice(2),
  environment: process.env,
  columns: process.stdout.columns,
  isTerminal: process.stdout.isTTY === true,
  canRewrite: process.stderr.isTTY === true,
  home: homedir(),
  out: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    }),
  err: (text) => {
    process.stderr.write(text);
  },
  onInterrupt: (stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  },
};

// A reader that closes early (`trueslate … | head`) ends the program quietly, as it does any Unix tool.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

// An error that nobody caught must never look like a finding (exit code 1, Node's own choice).
process.on('uncaughtException', (error) => {
  process.stderr.write(bugReport(error));
  process.exit(exitCodes.bug);
});

process.exitCode = await runCli(terminal);
