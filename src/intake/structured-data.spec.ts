import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isStructuredEvent, structuredDataOf } from './structured-data.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the data of a structured event', () => {
  it('is its data, or the bytes of a JSON object in its data_base64', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (object) => {
        const text = JSON.stringify(object);
        const parsed = JSON.parse(text) as object;
        expect(structuredDataOf({ data: parsed })).toEqual({ ok: true, object: parsed });
        expect(structuredDataOf({ data_base64: base64(text) })).toEqual({ ok: true, object: parsed });
      }),
    );
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no data', {}, 'has no data'],
    ['data that is null', { data: null }, 'has no data'],
    ['data that is a list', { data: [{}] }, 'not a JSON object'],
    ['data that is a number', { data: 1 }, 'not a JSON object'],
    ['data encoded twice', { data: '{"CustomerId":1}' }, 'encoded twice'],
    ['both kinds of data', { data: {}, data_base64: base64('{}') }, 'both data and data_base64'],
    ['a list in base64', { data_base64: base64('[]') }, 'In data_base64: .*not an object'],
    ['Avro in base64', { data_base64: base64('\0abc') }, 'In data_base64: .*zero byte'],
    ['nothing in base64', { data_base64: '' }, 'In data_base64: .*empty'],
    ['what is no base64', { data_base64: 'e30' }, 'not base64'],
    ['base64 for addresses of the web', { data_base64: 'e30_' }, 'not base64'],
    ['a number for base64', { data_base64: 5 }, 'not base64'],
  ])('is missing with %s, and the reason says so', (_, event, why) => {
    expect(structuredDataOf(event)).toEqual({ ok: false, why: expect.stringMatching(why) });
  });
});

describe('an object with an envelope around it', () => {
  it('has a specversion and a type, which no booking request has', () => {
    expect(isStructuredEvent({ specversion: '1.0', type: 'booking.requested', data: {} })).toBe(true);
    expect(isStructuredEvent({ specversion: '0.3', type: 'x' })).toBe(true);
    expect(isStructuredEvent({ CustomerId: 1, type: 'x' })).toBe(false);
    expect(isStructuredEvent({ specversion: 1, type: 'x' })).toBe(false);
  });
});
