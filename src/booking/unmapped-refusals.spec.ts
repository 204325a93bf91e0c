import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Metrics } from '../platform/metrics/metrics.js';
import { failureOf } from './failure.js';
import { FAILURE_CODES } from './failure-codes.js';
import { UnmappedRefusals, unmappedParameterOf } from './unmapped-refusals.js';

const refusal = (parameters: readonly string[], messages: readonly string[] = ['Něco.']) =>
  failureOf('REFUSED_BY_RESERVANTO', 'Why.', { provider: { httpStatus: 200, parameters, messages } });

describe('a refusal without a code of its own', () => {
  it.each([
    [['PaymentRequiredProcess'], 'PaymentRequiredProcess'],
    [['Segment', 'CustomerNote', 'TimeStamp'], 'CustomerNote'],
    [['Segment'], 'other'],
    [['customernote'], 'other'],
    [[], 'none'],
  ])('that names %j counts as %s', (parameters, label) => {
    expect(unmappedParameterOf(refusal(parameters))).toBe(label);
  });

  it('that carries no answer of Reservanto counts as none', () => {
    expect(unmappedParameterOf(failureOf('REFUSED_BY_RESERVANTO', 'Why.'))).toBe('none');
  });

  it('is counted once, and no other failure is', async () => {
    const metrics = new Metrics();
    const refusals = new UnmappedRefusals(metrics);
    for (const code of FAILURE_CODES) refusals.count(failureOf(code, 'Why.'));
    refusals.count(refusal(['Count', 'TimeStamp']));
    expect(
      (await metrics.text()).body.split('\n').filter((l) => l.startsWith('reservanto_bridge_unm')),
    ).toEqual([
      'reservanto_bridge_unmapped_refusals_total{parameter="none"} 1',
      'reservanto_bridge_unmapped_refusals_total{parameter="Count"} 1',
    ]);
  });

  it('never shows what Reservanto wrote or named (I10), however strange', async () => {
    const metrics = new Metrics();
    const refusals = new UnmappedRefusals(metrics);
    const strange = fc.string({ unit: 'grapheme', minLength: 8 }).map((text) => `~${text}`);
    await fc.assert(
      fc.asyncProperty(strange, strange, async (parameter, message) => {
        refusals.count(refusal([parameter], [message]));
        const { body } = await metrics.text();
        expect(body).not.toContain(parameter);
        expect(body).not.toContain(message);
      }),
      { numRuns: 30 },
    );
  });
});
