#!/usr/bin/env node
import { homedir } from 'node:os';
import { exitCodes, OutputError, type Terminal } from './cli/terminal.ts';
import { headerPlan } from './scan/header-plan.ts';
import { startEarly } from './tools/thread.ts';

/** Ends a run in order once there is one that can be; until then there is nothing to end. */
let stopRun = (): void => process.exit(exitCodes.interrupted);
let isStopping = false;

// Loading the rest takes a second: who stops the run in that time is answered with the same exit code as later.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const)
  process.on(signal, () => {
    // Whoever asks twice does not want to wait for an orderly end.
    if (isStopping) process.exit(exitCodes.interrupted);
    isStopping = true;
    stopRun();
  });

// A scan needs it first of all, and it takes as long to load as what follows here.
if (process.argv[2] === 'scan') startEarly(headerPlan);

const { bugReport, runCli } = await import('./cli/run.ts');

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
      // A reader that closes early (`trueslate … | head`) wants no more; what was found still decides the exit code.
      process.stdout.write(text, (error) => {
        if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(new OutputError(error));
        else resolve();
      });
    }),
  err: (text) => {
    process.stderr.write(text);
  },
  onInterrupt: (stop) => {
    stopRun = stop;
  },
};

// Failures of writing are told to whoever wrote; without a listener they would end the process as uncaught.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

// An error that nobody caught must never look like a finding (exit code 1, Node's own choice).
process.on('uncaughtException', (error) => {
  process.stderr.write(bugReport(error));
  process.exit(exitCodes.bug);
});

// Node's own answer (13) where everything waits for something that will never come: a bug of ours as well.
process.on('exit', (code) => {
  if (code === 13) process.exitCode = exitCodes.bug;
});

process.exitCode = await runCli(terminal);
