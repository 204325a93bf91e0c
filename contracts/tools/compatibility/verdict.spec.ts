import { describe, expect, it } from '@jest/globals';
import { contractSchemas, type Writer, writerOf } from '../schemas/contract.js';
import { closedObject, EXTENSIBLE, type JsonSchema } from '../schemas/json-schema.js';
import { breachesOfRelease, formsOf, verdictOn } from './verdict.js';

const text: JsonSchema = { type: 'string' };
const whole: JsonSchema = { type: 'integer', minimum: 1, maximum: 100 };
const list: JsonSchema = { type: 'string', enum: ['a', 'b'] };
const growing: JsonSchema = { ...list, [EXTENSIBLE]: true };
const object = (properties: Record<string, JsonSchema | false>, optional: string[] = []) =>
  closedObject({ description: 'An object.' }, properties, optional);

function breaches(writer: Writer, released: JsonSchema, current: JsonSchema): string[] {
  const comparison = { name: 'x', writer, released: formsOf(released), current: formsOf(current) };
  return breachesOfRelease(comparison).map(({ pointer }) => pointer);
}

/** What changes, how it was and is, and where it breaks producers (who write it) and consumers (who read it). */
const CHANGES: [string, JsonSchema, JsonSchema, { producers: string[]; consumers: string[] }][] = [
  ['nothing', object({ p: text }), object({ p: text }), { producers: [], consumers: [] }],
  [
    'only words for people',
    object({ p: { ...text, description: 'old', examples: ['x'] } }),
    object({ p: { ...text, description: 'new' } }),
    { producers: [], consumers: [] },
  ],
  [
    'a new optional property',
    object({ p: text }),
    object({ p: text, q: text }, ['q']),
    { producers: [], consumers: [] },
  ],
  [
    'a new required property',
    object({ p: text }),
    object({ p: text, q: text }),
    { producers: ['/properties/q'], consumers: [] },
  ],
  [
    'a required property that goes',
    object({ p: text, q: text }),
    object({ p: text }),
    { producers: ['/properties/q'], consumers: ['/properties/q'] },
  ],
  [
    'an optional property that goes',
    object({ p: text, q: text }, ['q']),
    object({ p: text }),
    { producers: ['/properties/q'], consumers: ['/properties/q'] },
  ],
  [
    'an optional property that becomes required',
    object({ p: text }, ['p']),
    object({ p: text }),
    { producers: ['/properties/p'], consumers: [] },
  ],
  [
    'a required property that becomes optional',
    object({ p: text }),
    object({ p: text }, ['p']),
    { producers: [], consumers: ['/properties/p'] },
  ],
  [
    'a type that gets wider',
    object({ p: text }),
    object({ p: { type: ['string', 'null'] } }),
    { producers: [], consumers: ['/properties/p/type'] },
  ],
  [
    'a type that gets narrower',
    object({ p: { type: ['string', 'null'] } }),
    object({ p: text }),
    { producers: ['/properties/p/type'], consumers: [] },
  ],
  [
    'another type',
    object({ p: text }),
    object({ p: { type: 'integer' } }),
    { producers: ['/properties/p/type'], consumers: ['/properties/p/type'] },
  ],
  [
    'one more word in a closed list',
    object({ p: list }),
    object({ p: { ...list, enum: ['a', 'b', 'c'] } }),
    { producers: [], consumers: ['/properties/p/enum'] },
  ],
  [
    'one more word in a list that may grow',
    object({ p: growing }),
    object({ p: { ...growing, enum: ['a', 'b', 'c'] } }),
    { producers: [], consumers: [] },
  ],
  [
    'one word less in a list',
    object({ p: list }),
    object({ p: { ...list, enum: ['a'] } }),
    { producers: ['/properties/p/enum'], consumers: [] },
  ],
  [
    'a list that may grow from now on',
    object({ p: list }),
    object({ p: growing }),
    { producers: [], consumers: [] },
  ],
  [
    'a list in place of any text',
    object({ p: text }),
    object({ p: list }),
    { producers: ['/properties/p/enum'], consumers: [] },
  ],
  [
    'any text in place of a list',
    object({ p: list }),
    object({ p: text }),
    { producers: [], consumers: ['/properties/p/enum'] },
  ],
  [
    'one word in place of another',
    object({ p: { const: 'cs' } }),
    object({ p: { const: 'en' } }),
    { producers: ['/properties/p/enum'], consumers: ['/properties/p/enum'] },
  ],
  [
    'a range that gets wider at both ends',
    object({ n: whole }),
    object({ n: { ...whole, minimum: 0, maximum: 101 } }),
    { producers: [], consumers: ['/properties/n/minimum', '/properties/n/maximum'] },
  ],
  [
    'a range that gets narrower at both ends',
    object({ n: whole }),
    object({ n: { ...whole, minimum: 2, maximum: 99 } }),
    { producers: ['/properties/n/minimum', '/properties/n/maximum'], consumers: [] },
  ],
  [
    'the same bound in other words',
    object({ n: whole }),
    object({ n: { type: 'integer', minimum: 1, exclusiveMaximum: 101 } }),
    { producers: [], consumers: [] },
  ],
  [
    'a text that may be longer and empty',
    object({ p: { ...text, minLength: 1, maxLength: 5 } }),
    object({ p: { ...text, maxLength: 6 } }),
    { producers: [], consumers: ['/properties/p/minLength', '/properties/p/maxLength'] },
  ],
  [
    'a pattern that goes',
    object({ p: { ...text, pattern: '^a' } }),
    object({ p: text }),
    { producers: [], consumers: ['/properties/p/pattern'] },
  ],
  [
    'a format that comes',
    object({ p: text }),
    object({ p: { ...text, format: 'uri' } }),
    { producers: ['/properties/p/format'], consumers: [] },
  ],
  [
    'another default',
    object({ n: { ...whole, default: 1 } }, ['n']),
    object({ n: { ...whole, default: 2 } }, ['n']),
    { producers: ['/properties/n/default'], consumers: ['/properties/n/default'] },
  ],
  [
    'items of another type, deep inside',
    object({ o: object({ l: { type: 'array', items: text } }) }),
    object({ o: object({ l: { type: 'array', items: { type: 'boolean' } } }) }),
    {
      producers: ['/properties/o/properties/l/items/type'],
      consumers: ['/properties/o/properties/l/items/type'],
    },
  ],
  [
    'a property that was promised never to be there',
    { type: 'object', properties: { note: false } },
    { type: 'object', properties: { note: text } },
    { producers: [], consumers: ['/properties/note'] },
  ],
  [
    'a promise that goes',
    { type: 'object', properties: { note: false }, additionalProperties: true },
    { type: 'object', properties: {}, additionalProperties: true },
    { producers: [], consumers: ['/properties/note'] },
  ],
  [
    'a keyword that this check does not know',
    object({ l: { type: 'array', items: text } }),
    object({ l: { type: 'array', items: text, ...{ minItems: 1 } } }),
    { producers: ['/properties/l/minItems'], consumers: ['/properties/l/minItems'] },
  ],
  [
    'a name with a slash',
    object({ 'a/b~c': text }),
    object({}),
    { producers: ['/properties/a~1b~0c'], consumers: ['/properties/a~1b~0c'] },
  ],
];

describe('the compatibility check', () => {
  it.each(CHANGES)('judges %s for producers and for consumers', (_what, released, current, broken) => {
    expect({
      producers: breaches('producer', released, current),
      consumers: breaches('bridge', released, current),
    }).toEqual(broken);
  });

  it('finds the contract of today compatible with itself', () => {
    const same = contractSchemas().map(({ name, schema }) => ({
      name,
      writer: writerOf(name),
      released: formsOf(schema),
      current: formsOf(schema),
    }));
    expect(verdictOn(same, '1.2.3')).toEqual([]);
  });

  it('refuses to drop a schema, or to give it another id', () => {
    const released = formsOf({ $id: 'urn:x:1', ...object({ p: text }) });
    const another = formsOf({ $id: 'urn:x:2', ...object({ p: text }) });
    expect(breachesOfRelease({ name: 'x', writer: 'bridge', released, current: null })).toHaveLength(1);
    expect(breachesOfRelease({ name: 'x', writer: 'bridge', released, current: another })).toMatchObject([
      { pointer: '/$id' },
    ]);
  });

  it('says which schema, where, whom it breaks and why', () => {
    const released = formsOf(object({ p: text }, ['p']));
    const current = formsOf(object({ p: list }));
    expect(
      verdictOn([{ name: 'booking.requested', writer: 'producer', released, current }], '0.1.0'),
    ).toEqual([
      'booking.requested /properties/p breaks producers of 0.1.0: it was optional and is required now: producers who leave it out would be refused.',
    ]);
    expect(
      verdictOn(
        [
          {
            name: 'booking.created',
            writer: 'bridge',
            released: formsOf(object({ p: list })),
            current: formsOf(object({ p: { ...list, enum: ['a', 'z'] } })),
          },
        ],
        '0.1.0',
      ),
    ).toEqual([
      'booking.created /properties/p/enum breaks consumers of 0.1.0: it may be the value "z" now, which it could not be before: consumers do not handle that.',
    ]);
  });
});
