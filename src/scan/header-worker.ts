import { connectHere } from '../storage/connection.ts';
import { isRemote } from '../storage/remote.ts';
import { atOnce } from '../tools/at-once.ts';
import { answerQuestions, stepDone } from '../tools/thread.ts';
import { doneLater, type HeaderAsk, type HeaderTask, type HeaderTasks, type HeaderWish, headerDoers } from './header-task.ts';

/** Objects that are asked for at a time: what limits them is how long a request takes, not how many there are. */
const askedAtOnce = 32;

/** One thread for headers: a list of files comes in, the list of their answers goes out. Each file done is a step. */
answerQuestions(({ task, items, remote, ...wish }: HeaderAsk) => {
  if (remote !== null && items.some(({ uri }) => isRemote(uri))) {
    connectHere(remote);
    const limit = atOnce(askedAtOnce);
    return Promise.all(items.map((item) => limit(() => doneLater(task, item, wish)).finally(stepDone)));
  }
  const done = headerDoers[task] as (item: unknown, wish: HeaderWish) => HeaderTasks[HeaderTask]['answer'];
  return items.map((item) => {
    const answer = done(item, wish);
    stepDone();
    return answer;
  });
});
