import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { written } from '../../../test/support/written-lines.js';
import { createLogger, type Logger } from './logger.js';
import { NestLogger } from './nest-logger.js';

/** Of one line: as many values and as long as they may be, once for `child` and once for the line itself. */
const MOST_CHARACTERS = 1_000_000;
const NOTE = 'Prosím u okna, alergie na ořechy';

const only = (log: (logger: Logger) => void) =>
  JSON.parse(written(log)[0] ?? '{}') as Record<string, unknown>;

class Keeper {
  constructor(readonly kept: string) {}
  toJSON() {
    return this.kept;
  }
}

describe('a log line', () => {
  it.each([
    'authorization',
    'Authorization',
    'PROXY-AUTHORIZATION',
    'sasl',
    'KAFKA_SASL_PASSWORD',
    'password',
    'LongTimeToken',
    'short_time_token',
    'CustomerNote',
    'customer_note',
    'customerNote',
    'customer-note',
    'note',
    'set-cookie',
    'apiKey',
    'databaseUrl',
    'body',
    'provider',
    'headers',
    'parameters',
    'detail',
    'Email',
  ])('holds nothing of what is called %s', (name) => {
    for (const value of [NOTE, [NOTE], { text: NOTE }]) {
      const lines = written((logger) => {
        logger.info({ [name]: value, deep: [{ in: { [name]: value } }] }, 'x');
        logger.child({ [name]: value }).info('x');
      });
      for (const line of lines) expect(line).not.toContain('alergie');
    }
  });

  it('holds of an error its name, codes, places and causes, and of its messages what no quotation holds', () => {
    const row = Object.assign(new Error(`null value in column "note": failing row (${NOTE})`), {
      name: 'error',
      code: '23502',
      detail: `Failing row contains (${NOTE}).`,
      parameters: [NOTE],
    });
    const error = new Error('could not write', { cause: row });
    const fact = only((logger) => logger.error({ error }, 'x'))['error'];
    expect(fact).toMatchObject({
      name: 'Error',
      message: 'could not write',
      cause: { name: 'error', codes: ['23502'], message: 'null value in column [...]' },
    });
    expect(JSON.stringify(fact)).not.toContain('alergie');
    expect((fact as { at: string[] }).at[0]).toMatch(/logger\.spec\.ts:\d+:\d+$/);
  });

  it('takes no line of a message for a place in the code', () => {
    const error = new Error('x\n    at alergie (/alergie.js:1:1)');
    expect(JSON.stringify(only((logger) => logger.error({ error }, 'x'))['error'])).not.toMatch(
      /"[^"]*alergie.js:1:1"/,
    );
  });

  it.each<[string, string, string]>([
    ['JSON.parse', `Unexpected token 'P', "${NOTE}" is not valid JSON`, 'Unexpected token [...]'],
    [
      'PostgreSQL',
      `invalid input syntax for type integer: "${NOTE}"`,
      'invalid input syntax for type integer: [...]',
    ],
    ['a quotation that does not end', `it's wrong: '${NOTE}`, "it's wrong: [...]"],
    ['nested quotation', `bad value "it is "${NOTE}" here" for x`, 'bad value [...]'],
    ['no quotation', 'connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
  ])('holds no value out of a message of %s', (_, message, expected) => {
    expect(only((logger) => logger.error({ error: new Error(message) }, 'x'))['error']).toMatchObject({
      message: expected,
    });
    expect(only((logger) => logger.error({ error: message }, 'x'))['error']).toBe(expected);
    const expectedOfNest = { msg: expected, context: 'Here' };
    expect(only((logger) => new NestLogger(logger).error(message, 'Here'))).toMatchObject(expectedOfNest);
    expect(only((logger) => new NestLogger(logger).error(new Error(message), 'Here'))).toMatchObject(
      expectedOfNest,
    );
    const stack = `Error: ${message}\n    at here`;
    expect(only((logger) => new NestLogger(logger).error(message, stack))).not.toHaveProperty('context');
  });

  it('holds of an error of Prisma the codes of the database, and neither its call nor its values', () => {
    const name = 'PrismaClientKnownRequestError';
    const cause = { originalCode: '22P02', kind: 'InvalidInputValue', originalMessage: NOTE };
    const raw = Object.assign(
      new Error(
        `\nInvalid \`prisma.$queryRaw()\` invocation:\n\n\nRaw query failed. Code: \`22P02\`. Message: \`${NOTE}\``,
      ),
      { name, code: 'P2010', meta: { driverAdapterError: { cause } } },
    );
    const range = Object.assign(new Error(`Value out of range: ${NOTE}`), { name });
    const [first, second] = written((logger) => {
      logger.error({ error: raw }, 'x');
      logger.error({ error: range }, 'x');
    });
    expect(JSON.parse(first ?? '')).toMatchObject({
      error: { codes: ['P2010', '22P02', 'InvalidInputValue'], message: 'Raw query failed. Code[...]' },
    });
    expect(JSON.parse(second ?? '')).toMatchObject({ error: { message: 'Value out of range[...]' } });
    expect(`${first}${second}`).not.toContain('alergie');
  });

  it('names only the class of what is neither plain nor an error', () => {
    const facts = {
      map: new Map([['a', NOTE]]),
      bytes: Buffer.from(NOTE),
      keeper: new Keeper(NOTE),
      call: () => NOTE,
    };
    expect(only((logger) => logger.info(facts, 'x'))).toMatchObject({
      map: '[Map]',
      bytes: '[Buffer]',
      keeper: '[Keeper]',
      call: '[function]',
    });
  });

  it('holds plain facts as they are', () => {
    const facts = {
      id: '7F3K9Q2M',
      attempt: 2,
      ok: true,
      none: null,
      ids: ['1', '2'],
      at: new Date(0),
      big: 2n ** 60n,
    };
    const line = only((logger) => logger.child({ part: 'dispatch' }).info(facts, 'called'));
    expect(line).toMatchObject({
      level: 'info',
      part: 'dispatch',
      ...facts,
      at: '1970-01-01T00:00:00.000Z',
      big: '1152921504606846976',
      msg: 'called',
    });
    expect(Object.keys(line)).not.toContain('error');
  });

  it('ends where it is too deep or too wide to be read', () => {
    const deep = { a: { b: { c: { d: { e: { f: NOTE } } } } } };
    expect(only((logger) => logger.info(deep, 'x'))).toMatchObject({
      a: { b: { c: { d: { e: '[deeper]' } } } },
    });
    const row = Array.from({ length: 60 }, () => 'cell');
    const [line] = written((logger) =>
      logger.info({ row, rows: Array.from({ length: 60 }, () => row) }, 'x'),
    );
    expect(line).toContain('"cell","[10 more]"]');
    expect(line?.match(/"cell"/g)?.length).toBeLessThan(200);
  });

  it('is one line of JSON of bounded length, whatever is logged', () => {
    const circle: Record<string, unknown> = {};
    circle['again'] = [circle, circle, circle];
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const nasty: unknown[] = [
      circle,
      revoked.proxy,
      Object.create(null),
      new Date(NaN),
      'x'.repeat(1_000_000),
      [...Array(10_000).keys()],
      Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`.repeat(200), 'y'.repeat(3_000)])),
      Object.assign(new Error('x'), { message: Symbol('x'), stack: 7 }),
      {
        get thrown(): never {
          throw new Error('no');
        },
      },
      Symbol('s'),
      undefined,
      null,
      NaN,
      -0,
      'a\nb\u2028',
    ];
    const hold = (value: unknown) => {
      const lines = written((logger) => {
        logger.child(value as object).warn({ fact: value, list: [value, value] }, 'x');
        logger.info(value as object, value as string);
        logger.info(value as string);
      });
      expect(lines).toHaveLength(3);
      for (const line of lines) {
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(line.length).toBeLessThan(MOST_CHARACTERS);
        expect(() => JSON.parse(line) as unknown).not.toThrow();
      }
    };
    nasty.forEach(hold);
    fc.assert(fc.property(fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }), hold));
  });

  it('that cannot be written does not end the work it tells of', () => {
    const full = {
      write: () => {
        throw new Error('no space left');
      },
    };
    expect(() => createLogger({ level: 'info', destination: full }).info('x')).not.toThrow();
  });
});
