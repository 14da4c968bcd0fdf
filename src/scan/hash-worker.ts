import { answerQuestions, stepDone } from '../tools/thread.ts';
import { type HashAsk, hashFile } from './hash-file.ts';

/** One thread that hashes whole files. Each piece is a step, so that a film of hours is no stall. */
answerQuestions((ask: HashAsk) => hashFile(ask, stepDone));
