import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FAILURE_CODES, type FailureCategory, FAILURES } from '../../../src/booking/failure-codes.js';
import { acceptRecord } from '../../../src/intake/accept-record.js';
import { isReadable, readEnvelope } from '../../../src/intake/envelope.js';
import { satisfies, wrongIn, wrongInRecord } from '../../../test/support/event-contract.js';
import { contractSchemas } from '../schemas/contract.js';
import { isPublished } from '../schemas/failed.js';
import type { JsonSchema } from '../schemas/json-schema.js';
import { NOW } from './requests.js';
import { incomingOf, type Sample } from './sample.js';

const FOLDER = new URL('../../samples/', import.meta.url);

const samples = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.json'))
  .map((path): Sample => ({
    name: path.slice(0, -'.json'.length),
    ...(JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8')) as Omit<Sample, 'name'>),
  }));
const of = (folder: string) => samples.filter(({ name }) => name.startsWith(`${folder}/`));
const textOf = ({ value, text }: Sample) => text ?? JSON.stringify(value);
const rules = { lane: 'resource', ttlMs: 86_400_000 } as const;
const mode = ({ name }: Sample) => name.slice(name.lastIndexOf('.') + 1);

/** Examples and defaults that their own schema refuses, and what has no description. */
function wrongExamplesIn(schema: JsonSchema, at: string): string[] {
  const { examples = [], default: otherwise, properties = {}, items } = schema;
  const given = [...examples, ...(otherwise === undefined ? [] : [otherwise])];
  const { $id: _id, ...anonymous } = schema;
  return [
    ...given
      .filter((value) => !satisfies(anonymous, value))
      .map((value) => `${at}: ${JSON.stringify(value)}`),
    ...(schema.description === undefined ? [`${at}: no description`] : []),
    ...Object.entries(properties).flatMap(([name, inner]) =>
      inner === false ? [] : wrongExamplesIn(inner, `${at}/${name}`),
    ),
    ...(items?.properties === undefined ? [] : wrongExamplesIn(items, `${at}/items`)),
  ];
}

function wordsIn(properties: JsonSchema['properties'] = {}): unknown[] {
  return Object.values(properties).flatMap((schema) =>
    schema === false ? [] : [...(schema.enum ?? []), ...wordsIn(schema.properties)],
  );
}

describe('the samples of booking.requested', () => {
  it('show all three modes', () => {
    expect(new Set(of('booking.requested').map(mode))).toEqual(new Set(['binary', 'structured', 'bare']));
  });

  it.each(of('booking.requested').map((sample) => [sample.name, sample] as const))(
    '%s is by the closed schemas what it says it is',
    (_name, sample) => {
      const schemas = {
        binary: ['booking.requested.binary-headers', 'booking.requested'],
        bare: ['booking.requested.bare-headers', 'booking.requested'],
        structured: ['booking.requested.structured-headers', 'booking.requested.event'],
      }[mode(sample) as 'binary' | 'bare' | 'structured'];
      expect([sample.headers, sample.value].flatMap((part, i) => wrongIn(schemas[i] ?? '', part))).toEqual(
        [],
      );
    },
  );

  it.each(of('booking.requested').map((sample) => [sample.name, sample] as const))(
    '%s is read and accepted',
    (_name, sample) => {
      const record = incomingOf(sample, 7n, NOW);
      const envelope = readEnvelope(record);
      expect(isReadable(envelope)).toBe(true);
      const reading = acceptRecord(record, NOW, rules);
      expect(reading).toMatchObject({ became: 'request', request: { outcome: null } });
      if (reading.became === 'request' && !sample.name.includes('nameless'))
        expect(reading.request.eventId).toBe('order-2041');
    },
  );

  it('hand on everything that an outcome carries', () => {
    const all = of('booking.requested').filter(({ name }) => /\/all\./.test(name));
    expect(all).toHaveLength(2);
    for (const sample of all)
      expect(acceptRecord(incomingOf(sample, 7n, NOW), NOW, rules)).toMatchObject({
        request: {
          deadlineAt: new Date(NOW.getTime() + rules.ttlMs),
          context: {
            correlationId: 'cart-77',
            traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
            tracestate: 'shop=00f067aa0ba902b7',
          },
        },
      });
  });
});

describe('the samples of outcomes and dead letters', () => {
  const written = [...of('booking.created'), ...of('booking.failed'), ...of('dead-letter')];

  it.each(written.map((sample) => [sample.name, sample] as const))(
    '%s is as the closed schemas say',
    (_n, sample) => {
      expect(wrongInRecord({ headers: sample.headers, value: textOf(sample) })).toEqual([]);
    },
  );

  it('show every failure code that is published in both modes, and what is only a reason nowhere', () => {
    const names = of('booking.failed').map(({ name }) => name.replace('booking.failed/', ''));
    const codes = FAILURE_CODES.filter(isPublished);
    expect(names.sort()).toEqual(codes.flatMap((code) => [`${code}.binary`, `${code}.structured`]).sort());
    expect(codes).not.toContain('AUTHENTICATION_FAILED');
    expect(of('dead-letter').map(({ headers }) => headers['x-error-code'])).toContain('ID_REUSED');
  });

  it('carry the code of their name', () => {
    for (const sample of of('booking.failed').filter((s) => mode(s) === 'binary'))
      expect(`booking.failed/${(sample.value as { failure: { code: string } }).failure.code}.binary`).toBe(
        sample.name,
      );
  });

  it('hold every word that an outcome can have, but for a category that no published code has yet', () => {
    const seen = JSON.stringify(written);
    const words = contractSchemas()
      .filter(({ name }) => name === 'booking.created' || name === 'booking.failed')
      .flatMap(({ schema }) => wordsIn({ ...schema.properties, request: false }));
    expect(words.length).toBeGreaterThan(40);
    const published: FailureCategory[] = FAILURE_CODES.filter(isPublished).map(
      (code) => FAILURES[code].category,
    );
    const reserved = FAILURE_CODES.map((code) => FAILURES[code].category).filter(
      (category) => !published.includes(category),
    );
    const unseen = words.filter((word) => !seen.includes(JSON.stringify(word)));
    expect([...new Set(unseen)]).toEqual(reserved);
  });

  it('are refused by the schemas as soon as anything is missing or added', () => {
    for (const sample of written.filter((s) => mode(s) === 'binary')) {
      const value = sample.value as Record<string, unknown>;
      const wrong = (changed: unknown) =>
        wrongInRecord({ headers: sample.headers, value: JSON.stringify(changed) }).length > 0;
      for (const name of Object.keys(value)) expect(wrong({ ...value, [name]: undefined })).toBe(true);
      expect(wrong({ ...value, extra: 1 })).toBe(true);
      expect(wrong({ ...value, request: { CustomerNote: 'text of a customer' } })).toBe(true);
    }
  });
});

describe('the schemas', () => {
  it('are all published in both forms, each under an id of its own', () => {
    const names = contractSchemas().map(({ name }) => name);
    const published = names.flatMap((name) => [wrongIn(name, {}), wrongIn(`open/${name}`, {})].flat());
    expect(published.filter((line) => line.startsWith('there is no schema'))).toEqual([]);
    expect(new Set(contractSchemas().map(({ schema }) => schema.$id)).size).toBe(names.length);
  });

  it('describe everything in them, with examples and defaults that they accept', () => {
    expect(contractSchemas().flatMap(({ name, schema }) => wrongExamplesIn(schema, name))).toEqual([]);
  });

  it('accept in their open form what they accept in their closed form, and what later releases may add', () => {
    for (const sample of of('booking.failed').filter((s) => mode(s) === 'binary')) {
      const value = sample.value as { failure: object; notifications: object };
      expect(wrongIn('open/booking.failed', value)).toEqual([]);
      const later = {
        ...value,
        added: true,
        failure: { ...value.failure, code: 'A_CODE_OF_TOMORROW', added: 1 },
        notifications: { ...value.notifications, reason: 'a-reason-of-tomorrow' },
      };
      expect(wrongIn('open/booking.failed', later)).toEqual([]);
      expect(wrongIn('booking.failed', later)).toHaveLength(4);
      expect(
        wrongIn('open/booking.failed', { ...later, failure: { ...later.failure, category: 'new' } }),
      ).toHaveLength(1);
    }
  });
});
