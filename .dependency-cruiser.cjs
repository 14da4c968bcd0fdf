/** Imports point one way (DESIGN 2). Each rule says to a stranger why, and what to do instead. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^src/', pathNot: [from, ...allowed] },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', comment: 'A circle means that two files are one; move what both need to a third.', from: {}, to: { circular: true } },
    only('model-imports-nothing', '^src/model/', [], 'The model is plain data that every part shares; code that works on it lives in a stage.'),
    only('messages-see-model', '^src/messages/', ['^src/model/'], 'Words are made from codes and params; whoever has more to say adds a param.'),
    only('storage-sees-model', '^src/storage/', ['^src/model/', '^src/tools/s3\\.ts$'], 'Storage hands out bytes and knows nothing of what they mean.'),
    only('tools-see-model', '^src/tools/', ['^src/model/'], 'A foreign program is wrapped so that it could be swapped; it must not know who asks.'),
    only('discover-is-a-stage', '^src/discover/', ['^src/(model|storage|tools)/'], 'Stages never import each other: scan.ts hands the output of one to the next.'),
    only('read-is-a-stage', '^src/read/', ['^src/(model|storage|tools)/'], 'Stages never import each other: scan.ts hands the output of one to the next.'),
    only('walks-are-pure', '^src/read/containers/', ['^src/model/'], 'A container walk only asks for byte ranges, so that it runs on disks, objects and buffers alike.'),
    only('trace-is-a-stage', '^src/trace/', ['^src/(model|storage|tools|store)/'], 'Tracing is handed judged assets and hands back sightings; what they mean is for reconcile/ to say.'),
    only('store-remembers', '^src/store/', ['^src/(model|tools)/'], 'The store keeps bytes under a key and knows nothing of what they mean, so that a scan can always do without it.'),
    only('markers-are-pure', '^src/markers/', ['^src/model/'], 'A marker sees facts and nothing else: then it can be tried on any remembered reading.'),
    only('judge-is-pure', '^src/judge/', ['^src/model/'], 'The judge is facts and markers in, verdict out; whatever it needs besides is handed in.'),
    only('written-is-for-everybody', '^src/written/', ['^src/model/'], 'How a text that a person wrote is read and checked, the same for declarations, policies and waivers; what one of them means lives in its stage.'),
    only('declare-is-pure', '^src/declare/', ['^src/(model|written)/', '^src/tools/spreadsheet'], 'The paper knows nothing of the files; reconcile holds them together.'),
    only('policy-is-data', '^src/policy/', ['^src/(model|written)/'], 'A policy is data and how it is read; the code of the rules is in reconcile/, the words in messages/.'),
    only('waivers-are-pure', '^src/waivers/', ['^src/(model|written)/', '^src/tools/glob\\.ts$'], 'Answers are put on findings that are there; who made the findings is none of their business.'),
    only('reconcile-is-pure', '^src/reconcile/', ['^src/model/', '^src/tools/(glob|timecode|glob-literals)\\.ts$'], 'The cross-check is pure, so that a saved report can be checked again without the media.'),
    only('reports-see-the-report', '^src/report/', ['^src/(model|messages)/', '^src/tools/(csv|timecode|workbook|xml)\\.ts$'], 'A reporter turns the Report value into text; what it misses belongs into the Report. It writes through the serializers of tools/.'),
    only('watch-only-waits', '^src/watch/', ['^src/model/', '^src/tools/watcher\\.ts$', '^src/discover/system-files\\.ts$'], 'Watching says what is complete, remembers what was done, and sends what it is given; how something is scanned, and what is told of it, is handed in.'),
    {
      name: 'nobody-imports-the-command-line',
      severity: 'error',
      comment: 'Only cli.ts and cli/ know argv, streams and exit codes; a part that needs them is handed them.',
      from: { path: '^src/', pathNot: ['^src/cli\\.ts$', '^src/cli/'] },
      to: { path: ['^src/cli\\.ts$', '^src/cli/'] },
    },
    {
      name: 'foreign-packages-stay-in-tools',
      severity: 'error',
      comment: 'A package is used where it can be swapped: in tools/, or in the one part named here that needs it.',
      from: { path: '^src/', pathNot: ['^src/tools/', '^src/declare/', '^src/written/', '^src/cli/', '^src/scan\\.ts$', '^src/store/database\\.ts$', '^src/read/containers/(xmp|svg|message-xml|ooxml)\\.ts$', '^src/discover/manifests/xml\\.ts$'] },
      to: { dependencyTypes: ['npm', 'npm-optional'], path: 'node_modules', pathNot: 'node_modules/@types/' },
    },
    { name: 'no-dev-package', severity: 'error', comment: 'What the package ships may need only its dependencies; types of others are gone when it is built.', from: { path: '^src/' }, to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] } },
    { name: 'no-unknown', severity: 'error', comment: 'This import resolves to nothing.', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
