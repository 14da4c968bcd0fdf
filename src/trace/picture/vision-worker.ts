import { openVision, type Vision } from '../../tools/opencv.ts';
import { answerQuestions } from '../../tools/thread.ts';
import { reachOf } from './edge.ts';
import { fingerprintOf } from './fingerprint.ts';
import { lookFor, search } from './search.ts';
import type { SearchedSources } from './source-view.ts';
import { differences } from './version-differences.ts';
import { shareDifferences } from './version-pairs.ts';
import { whichIsSeen } from './versions.ts';
import type { VisionAsk, VisionTask, VisionTasks } from './vision-task.ts';

/** One thread of computer vision: a question comes in, its answer goes out; one at a time. */
let sources: SearchedSources | null = null;

type Answers = { [Task in VisionTask]: (ask: VisionTasks[Task]['ask'], vision: Vision) => VisionTasks[Task]['answer'] };

const answers: Answers = {
  fingerprint: ({ picture }, vision) => fingerprintOf(picture, vision),
  sources: (ask) => {
    sources = ask.sources;
    return null;
  },
  search: ({ frame }, vision) => search(frame, known(), vision),
  look: ({ frame, units, mirrored }, vision) => lookFor(units, mirrored, frame, known(), vision),
  edge: (ask, vision) => reachOf(ask, known(), vision),
  differences: ({ marked, other }, vision) => shareDifferences(differences(marked, other, vision)),
  versions: ({ pair, shown }) => whichIsSeen(shown, pair),
};

function known(): SearchedSources {
  if (sources === null) throw new Error('no sources were handed over');
  return sources;
}

const vision = openVision();

// The package of OpenCV prints itself when an error goes uncaught.
answerQuestions(async ({ task, ask }: VisionAsk) => {
  const answer = answers[task] as (ask: unknown, vision: Vision) => VisionTasks[VisionTask]['answer'];
  return answer(ask, await vision);
});
