type Params = Readonly<Record<string, string | number>>;

/** Words of `watch`: its help, what it tells while it runs, and why it does not start. */
export const watch = {
  command: 'scan what arrives in a folder, write reports elsewhere, tell a server',
  options: {
    folder: 'the watched folder: each folder or file in it is a delivery',
    reports: 'folder for the reports and for what is remembered of this watch; outside the watched folder, made where missing',
    as: 'ending of a report that each delivery gets, such as .xlsx or .qc.csv; repeatable (default: .json and .html)',
    settle: 'a delivery is complete when none of its files has changed for so many seconds',
    doneMarker:
      'name of the file by which the sender says that a delivery is complete, such as DELIVERY_COMPLETE or *.done: in the delivery, or beside it as NAME.done',
    poll: 'look at everything every so many seconds instead of waiting for events: for network shares, which send none',
    once: 'scan what is there and complete, then end; with the gravest exit code of these scans',
    webhook: 'address (http or https) that is told of each scan; signed, see docs/watch.md',
    secretFile: 'file with the secret that signs what the webhook is told (or the variable TRUESLATE_WEBHOOK_SECRET)',
  },
  secondsRange: 'It must be a number of seconds from 0.1 to 86400.',
  endingUnknown: ({ ending, known }: Params): string => `No report ends in ${ending}; --as takes one of ${known}.`,
  notAFolder: ({ place }: Params): string => `${place} is no folder; name the folder into which deliveries are put.`,
  reportsInside: ({ folder }: Params): string =>
    `The reports folder ${folder} lies inside the watched folder (or is the same), which trueslate never changes; name a place outside it.`,
  reportsFolder: ({ folder, detail }: Params): string =>
    `The reports folder ${folder} cannot be used: ${detail}. Name one with --reports that you may write to.`,
  reportsTaken: ({ folder }: Params): string =>
    `Another watch already writes into ${folder}; wait until it ends, or name another folder with --reports.`,
  otherFolder: ({ file, folder }: Params): string =>
    `The reports folder is that of another watch: ${file} speaks of ${folder}. Name another with --reports, or delete that file if the folder was moved; everything is then scanned again.`,
  stateDamaged: ({ file }: Params): string =>
    `What earlier runs left in ${file} cannot be read. Delete the file; everything is then scanned again.`,
  markerName: ({ pattern }: Params): string =>
    `"${pattern}" cannot be a done-marker: --done-marker takes the name of a file, without a folder, and with one * at most.`,
  webhookAddress: ({ url }: Params): string =>
    `"${url}" is no address that can be told: --webhook takes http:// or https://, without user and password in it.`,
  secretMissing:
    'What the webhook is told must be signed, and there is no secret: name a file with --webhook-secret-file, or set TRUESLATE_WEBHOOK_SECRET.',
  secretUnreadable: ({ file, detail }: Params): string =>
    `The secret of the webhook cannot be read from ${file}: ${detail}. Check the path given with --webhook-secret-file.`,
  secretEmpty: ({ file }: Params): string => `The file ${file} is empty, where the secret of the webhook should be.`,
  begins: ({ folder, reports }: Params): string => `Watching ${folder}; reports go to ${reports}. Ctrl-C ends it.`,
  beginsScan: ({ name }: Params): string => `${name}: complete, being scanned`,
  scanned: ({ name, headline }: Params): string => `${name}: ${headline}`,
  notScanned: ({ name, sentence }: Params): string =>
    `${name} was not scanned: ${sentence} It is tried again when it changes; a report of an earlier state stays.`,
  bugInScan: ({ version }: Params): string => `this is a bug in trueslate ${version}; its lines are on stderr.`,
  waitsForUnfinished: ({ name, file }: Params): string =>
    `${name} waits: ${file} has the name of a file that is still being written. Delete it if nobody writes it any more.`,
  waitsForMarker: ({ name, pattern }: Params): string =>
    `${name} waits for its done-marker ${pattern}, in its folder or beside it.`,
  changedMeanwhile: ({ name }: Params): string =>
    `${name} changed while it was scanned; it is scanned again once it is complete.`,
  passedOver: ({ name }: Params): string => `${name} is passed over: it is a link, no file or folder, or its name is no UTF-8.`,
  notWritten: ({ name, detail }: Params): string => `${name}: ${detail} It is tried again in a minute.`,
  stateNotWritten: ({ folder, detail }: Params): string =>
    `What was done cannot be written down in ${folder}: ${detail}. Free some space; a restart would do it again.`,
  noEvents: ({ detail }: Params): string =>
    `The system no longer tells of every change (${detail}): everything is looked at once a minute. --poll says how often.`,
  folderAway: ({ folder, detail }: Params): string =>
    `The watched folder ${folder} cannot be read: ${detail}. The watch goes on when it is back.`,
  folderBack: ({ folder }: Params): string => `The watched folder ${folder} is back.`,
  left: ({ names, count }: Params): string =>
    `${count === 1 ? 'This delivery is' : 'These deliveries are'} not complete and left for the next run: ${names}`,
  webhookRefused: ({ name, origin, status }: Params): string =>
    `${origin} refused what it was told of ${name} (status ${status}; redirects are not followed). It is not sent again.`,
  webhookKept: ({ name, origin, detail }: Params): string =>
    `${origin} could not be told of ${name} (${detail}). The message is kept, and sent again at the next start or when another one gets through.`,
  timeout: 'no answer within 30 s',
  stopped: 'Stopped. What was being scanned is scanned again at the next start.',
};
