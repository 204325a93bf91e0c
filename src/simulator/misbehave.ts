import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './answers.js';
import { type FaultKind, FAULTS, type Strike } from './faults.js';
import { sendAnswer } from './send-answer.js';

/**
 * Answers a call as its fault demands. An action that still waits for its time when `forgotten` is aborted is never
 * run, as when the server had died.
 */
export async function misbehave(
  response: ServerResponse,
  { fault, delayMs }: Strike,
  run: () => Answer,
  forgotten: AbortSignal,
): Promise<void> {
  const kind: FaultKind = FAULTS[fault];
  const isTime = () =>
    delay(delayMs, true, { signal: forgotten }).catch(() => {
      response.destroy();
      return false;
    });
  if (kind.waits === true && !(await isTime())) return;
  const answer = kind.runs === 'before' ? run() : { status: 200 };
  switch (kind.shows) {
    case 'answer':
      sendAnswer(response, answer, kind);
      break;
    case 'silence':
      await gone(response);
      break;
    case 'reset':
      response.socket?.resetAndDestroy();
      break;
  }
  if (kind.runs === 'late' && (await isTime())) run();
}

function gone(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.closed) resolve();
    else response.once('close', resolve);
  });
}
