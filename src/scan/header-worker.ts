import { answerQuestions, stepDone } from '../tools/thread.ts';
import { type HeaderAsk, type HeaderTask, type HeaderTasks, headerDoers } from './header-task.ts';

/** One thread for headers: a list of files comes in, the list of their answers goes out. Each file done is a step. */
answerQuestions(({ task, items, pixels }: HeaderAsk) => {
  const done = headerDoers[task] as (item: unknown, pixels: HeaderAsk['pixels']) => HeaderTasks[HeaderTask]['answer'];
  return items.map((item) => {
    const answer = done(item, pixels);
    stepDone();
    return answer;
  });
});
