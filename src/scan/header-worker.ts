import { answerQuestions, stepDone } from '../tools/thread.ts';
import { type HeaderAsk, type HeaderTask, type HeaderTasks, type HeaderWish, headerDoers } from './header-task.ts';

/** One thread for headers: a list of files comes in, the list of their answers goes out. Each file done is a step. */
answerQuestions(({ task, items, ...wish }: HeaderAsk) => {
  const done = headerDoers[task] as (item: unknown, wish: HeaderWish) => HeaderTasks[HeaderTask]['answer'];
  return items.map((item) => {
    const answer = done(item, wish);
    stepDone();
    return answer;
  });
});
