import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bookingRequest } from '../support/booking-request.js';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import { query } from '../support/query.js';
import { compiled, describeWithKafka } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTES = 120_000;
/** Colors, clears and renames a terminal, forges a line, and turns the order of letters. */
const CONTROLS = 'a\u001b[2J\u009b31m\u009d0;title\u0007\u007f\r\nforged line';
const FORMATS = '\u202egnihton\u2066 \u200b\ufeff\u{e0041}\u2028';
const ACTS_ON_A_TERMINAL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describeWithKafka('hostile text in a record', () => {
  let t: BridgeUnderTest;

  beforeAll(async () => {
    t = await startBridgeUnderTest('hostile-text');
    const { topics } = t.config.kafka;
    const good = bookingRequest(1);
    await t.kafka.publish(topics.requested, [
      { key: CONTROLS, value: CONTROLS + FORMATS, headers: { [CONTROLS]: FORMATS, [FORMATS]: CONTROLS } },
      { ...good, headers: { ...good.headers, 'idempotency-key': FORMATS } },
      {
        value: CONTROLS,
        headers: {
          '__connect.errors.topic': CONTROLS,
          '__connect.errors.exception.class.name': CONTROLS,
          '__connect.errors.exception.message': CONTROLS + FORMATS,
        },
      },
    ]);
    await waitUntil(
      () => [topics.failed, topics.created].every((topic) => t.kafka.seen.some((r) => r.topic === topic)),
      'a refusal and a booking',
    );
  }, MINUTES);

  afterAll(() => t.stop());

  /** Runs a command as a person would. */
  const run = (command: string, ...args: string[]): Promise<string> =>
    new Promise((resolve) => {
      const env = { ...process.env, ...t.settings };
      execFile(process.execPath, [compiled(`src/cli/${command}.ts`), ...args], { env }, (_, out, err) =>
        resolve(out + err),
      );
    });

  describe('is printed by the commands as escapes, never as what a terminal obeys:', () => {
    it(
      'of dead letters in the table',
      async () => {
        const [{ id } = { id: '' }] = await query<{ id: string }>(
          t.database.url,
          'SELECT id::text FROM dead_letters WHERE key IS NOT NULL',
        );
        const outputs = [
          await run('dead-letters', 'list'),
          await run('dead-letters', 'show', id),
          await run('dead-letters', 'replay', '--all'),
        ];
        const shown = await run('dead-letters', 'show', id, '--value');
        for (const output of [...outputs, shown]) expect(output).not.toMatch(ACTS_ON_A_TERMINAL);
        expect(JSON.parse(shown)).toMatchObject({
          key: { text: CONTROLS },
          value: { text: CONTROLS + FORMATS },
        });
      },
      MINUTES,
    );

    it(
      'of dead letters in a topic',
      async () => {
        const topic = ['--topic', t.config.kafka.topics.requested];
        const list = await run('dead-letters', 'list', ...topic);
        expect(list).toContain('written by kafka-connect');
        const [id = ''] =
          list
            .split('\n')
            .find((line) => line.includes('kafka-connect'))
            ?.split(' ') ?? [];
        const shown = await run('dead-letters', 'show', id, '--value', ...topic);
        expect(JSON.parse(shown)).toMatchObject({ message: CONTROLS + FORMATS });
        for (const output of [list, shown, await run('dead-letters', 'replay', '--all', ...topic)])
          expect(output).not.toMatch(ACTS_ON_A_TERMINAL);
      },
      MINUTES,
    );

    it(
      'of a request, with all that is known about it',
      async () => {
        const [{ reference } = { reference: '' }] = await query<{ reference: string }>(
          t.database.url,
          'SELECT reference FROM booking_requests',
        );
        const shown = await run('review', 'show', reference);
        expect(JSON.parse(shown)).toMatchObject({ eventId: FORMATS });
        expect(shown).not.toMatch(ACTS_ON_A_TERMINAL);
      },
      MINUTES,
    );

    it(
      'of what an operator typed, or mistyped',
      async () => {
        const topic = `no such topic ${CONTROLS}${FORMATS}`;
        for (const output of [
          await run('dead-letters', 'list', '--topic', topic),
          await run('dead-letters', 'show', CONTROLS),
          await run('review', 'show', CONTROLS),
          await run(
            'positions',
            'skip',
            '--partition',
            '0',
            '--to',
            '1',
            '--who',
            'x',
            '--reason',
            'x',
            '--topic',
            topic,
          ),
        ])
          expect(output).not.toMatch(ACTS_ON_A_TERMINAL);
      },
      MINUTES,
    );
  });
});
