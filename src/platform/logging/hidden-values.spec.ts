import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { written } from '../../../test/support/written-lines.js';
import { hideInLogs, withoutHiddenValues } from './hidden-values.js';
import { NestLogger } from './nest-logger.js';

/** The ways in which a secret may be spelt that a reader of the log could undo. */
function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const inBase64 = ['', 'u', 'us'].map((before) =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(4, -4),
  );
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
    ...inBase64,
    Buffer.from(secret).toString('hex'),
  ];
}

const secrets = fc
  .oneof(
    fc.string({ minLength: 12, maxLength: 40, unit: 'grapheme' }),
    fc.string({ minLength: 12, maxLength: 40, unit: 'binary' }),
    fc.base64String({ minLength: 12, maxLength: 60 }),
    fc.webUrl().map((url) => url.replace('://', '://user:p%20ss!w\'o"rd\\4711@')),
  )
  // A text of one or two characters again and again stands in other texts for other reasons.
  .filter((secret) => new Set(secret).size > 6);

class Keeper {
  constructor(readonly kept: string) {}
  toJSON() {
    return this.kept;
  }
}

/** Everything that may hold a secret, one level; `inner` is what it holds. */
const HIDING: ((inner: unknown, secret: string) => unknown)[] = [
  (inner) => ({ fact: inner }),
  (inner, secret) => ({ [secret]: inner }),
  (inner, secret) => ({ [`password ${secret}`]: inner }),
  (inner) => [inner, 1, null],
  (inner, secret) => new Error(`before ${secret} behind`, { cause: inner }),
  (inner, secret) =>
    Object.assign(new Error('x'), { name: secret, code: secret, detail: inner, meta: inner }),
  (_, secret) => Object.assign(new Error('x'), { stack: `Error: x\n    at ${secret} (/a/${secret}.js:1:1)` }),
  (inner, secret) => new AggregateError([inner, new Error(secret)], secret),
  (inner, secret) => new Map([[secret, inner]]),
  (inner, secret) => new Set([secret, inner]),
  (_, secret) => Buffer.from(secret),
  (_, secret) => new TextEncoder().encode(secret),
  (_, secret) => new Keeper(secret),
  (_, secret) => ({ toJSON: () => secret }),
  (_, secret) => new URLSearchParams({ secret }),
  (_, secret) => Object.defineProperty({}, 'got', { enumerable: true, get: () => secret }),
  (_, secret) => Symbol(secret),
  (_, secret) =>
    class extends Keeper {
      static override readonly name = secret;
    },
];

const leaves: ((secret: string) => unknown)[] = [
  (secret) => secret,
  (secret) => `x${secret}${secret}y`,
  (secret) => JSON.stringify({ Token: [secret] }),
  (secret) => JSON.stringify(JSON.stringify({ Token: [secret] })),
  (secret) => `https://example.cz/?a=${encodeURIComponent(secret.toWellFormed())}&b=1`,
  (secret) => Buffer.from(`${secret}:x`).toString('base64'),
  (secret) => Buffer.from(`u:er:${secret}`).toString('base64'),
  (secret) => Buffer.from(`user:me:${secret}`).toString('base64'),
  (secret) => Buffer.from(secret).toString('hex'),
  (secret) => 'z'.repeat(1_990) + secret + secret,
  (secret) => secret.repeat(300),
  (secret) => secret + 'z'.repeat(5_000) + secret,
];

const hidings = fc.array(fc.nat(HIDING.length - 1), { maxLength: 7 });

describe('a log line', () => {
  it('never holds a hidden value, wherever it hides and however it is spelt', () => {
    fc.assert(
      fc.property(secrets, hidings, fc.nat(leaves.length - 1), (secret, path, leaf) => {
        hideInLogs('TEST_SECRET', secret);
        const text = leaves[leaf]?.(secret);
        const hidden = path.reduce<unknown>((inner, way) => HIDING[way]?.(inner, secret), text);
        const lines = written((logger) => {
          logger.info({ fact: hidden, [secret]: 1 }, `message ${String(text)}`);
          logger.child({ bound: hidden, error: hidden }).error({ err: hidden }, String(text));
          logger.warn(hidden as object, 'facts that are no record');
          new NestLogger(logger).error(hidden, text, String(text));
          new NestLogger(logger).warn(String(text), String(text));
        }).concat(withoutHiddenValues(`stderr ${String(text)}`));
        expect(lines).toHaveLength(6);
        for (const line of lines)
          for (const spelling of spellings(secret)) expect(line).not.toContain(spelling);
      }),
      { numRuns: 500 },
    );
  });

  it('never holds the beginning of a hidden value that is cut off', () => {
    hideInLogs('TEST_SECRET', 'abcdefghijklmnopqrstuvwxyz');
    for (let before = 1_000; before < 2_030; before++) {
      const line = written((logger) =>
        logger.info('.'.repeat(before) + 'abcdefghijklmnopqrstuvwxyz'.repeat(99)),
      )[0];
      expect(line).not.toMatch(/abc|xyz/);
    }
  });

  it('holds no password of a URL, of a token= or of an Authorization header, although nobody named it', () => {
    const lines = written((logger) => {
      logger.info({ url: 'postgresql://bridge:hunter2@db:5432/x' }, 'at postgresql://bridge:p@ss@db/x');
      logger.warn({ asked: '/Get?rights=a&token=hunter2&x=1' }, 'sent Authorization: Bearer hunter2hunter2');
      logger.error({ error: new Error('no answer from https://u:hunter2@api.reservanto.cz/v1/') }, 'x');
    });
    for (const line of lines) expect(line).not.toMatch(/hunter2|p@ss/);
    expect(lines.join('')).toContain('api.reservanto.cz/v1/');
  });
});

describe('hiding', () => {
  it('keeps to the latest values of a name, so that tokens that come and go do not add up', () => {
    for (let i = 0; i < 100; i++)
      hideInLogs('short-time token', `token-number-${String(i).padStart(4, '0')}`);
    expect(withoutHiddenValues('token-number-0099 token-number-0092 token-number-0000')).toBe(
      '[secret] [secret] token-number-0000',
    );
  });
});
