import type { ServerResponse } from 'node:http';
import type { Answer } from './answers.js';

/** How an answer is spoilt: another status, or a body that is no JSON. */
interface Spoilt {
  readonly status?: number;
  readonly retryAfter?: boolean;
  readonly body?: 'html' | 'truncated' | 'empty' | 'oversized';
}

const RETRY_AFTER_SECONDS = '1';
const OVERSIZED_BYTES = 2 * 1024 * 1024;

/** Sends an answer, or what a fault makes of it. */
export function sendAnswer(response: ServerResponse, answer: Answer, spoilt: Spoilt | null): void {
  const status = spoilt?.status ?? answer.status;
  const headers = spoilt?.retryAfter === true ? { 'retry-after': RETRY_AFTER_SECONDS } : {};
  const redirect = status >= 300 && status < 400 ? { location: '/v1/Test/Echo' } : {};
  const json = status === 200 ? JSON.stringify(answer.body ?? {}) : '';
  response.statusCode = status;
  for (const [name, value] of Object.entries({ ...answer.headers, ...headers, ...redirect }))
    response.setHeader(name, value);
  if (spoilt?.body === 'html') {
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end('<html><body>Probíhá údržba</body></html>');
  } else if (spoilt?.body === 'empty') {
    response.end();
  } else if (spoilt?.body === 'truncated') {
    response.setHeader('content-length', Buffer.byteLength(json));
    response.write(json.slice(0, json.length / 2), () => response.destroy());
  } else if (spoilt?.body === 'oversized') {
    response.end(Buffer.alloc(OVERSIZED_BYTES, ' '));
  } else {
    response.setHeader('content-type', 'application/json; charset=utf-8').end(json);
  }
}
