import { describe, expect, it } from '@jest/globals';
import { closedObject, extensible, type JsonSchema, nullable, words } from '../schemas/json-schema.js';
import { printTypes } from './print-types.js';

const named = (property: JsonSchema | false, optional: string[] = []) =>
  printTypes([closedObject({ title: 'Named', description: 'About it.' }, { p: property }, optional)]);
const propertyLine = (schema: JsonSchema | false, optional?: string[]) =>
  named(schema, optional)
    .split('\n')
    .find((line) => line.includes(' p'))
    ?.trim();

describe('the printed types', () => {
  it.each<[string, JsonSchema | false, string]>([
    ['text', { type: 'string' }, 'readonly p: string;'],
    ['a whole number', { type: 'integer' }, 'readonly p: number;'],
    ['null besides', nullable({ type: 'boolean' }), 'readonly p: boolean | null;'],
    ['a constant', { const: '1.0' }, 'readonly p: "1.0";'],
    ['a list of values', { enum: ['Never', 0] }, 'readonly p: "Never" | 0;'],
    ['an array', { type: 'array', items: { type: 'string' } }, 'readonly p: readonly string[];'],
    [
      'an array of alternatives',
      { type: 'array', items: { enum: [1, 2] } },
      'readonly p: readonly (1 | 2)[];',
    ],
    ['what has a title', words('Colour', 'A colour.', { red: 'warm' }), 'readonly p: Colour;'],
    ['what must never be there', false, 'readonly p: never;'],
    ['anything', {}, 'readonly p: unknown;'],
  ])('say of %s what it is', (_what, schema, line) => {
    expect(propertyLine(schema)).toBe(line);
  });

  it('mark what may be absent, and let open objects have more', () => {
    expect(propertyLine({ type: 'string' }, ['p'])).toBe('readonly p?: string;');
    expect(printTypes([{ title: 'Open', type: 'object', properties: {}, additionalProperties: true }])).toBe(
      'export interface Open {\n  readonly [name: string]: unknown;\n}\n',
    );
  });

  it('allow other words only where a list may grow', () => {
    const colour = words('Colour', 'A colour.', { red: 'warm', blue: 'cold' });
    expect(printTypes([colour])).toContain('export type Colour = "red" | "blue";');
    expect(printTypes([extensible(colour)])).toContain(
      'export type Colour = "red" | "blue" | (string & {});',
    );
  });

  it('carry the descriptions, which cannot end a comment early', () => {
    const schema = { type: 'string', description: 'ends */ here\nand there', default: 'x' } as const;
    expect(named(schema)).toContain('  /**\n   * ends *\\/ here\n   * and there "x" by default.\n   */\n');
  });

  it('warn of what is deprecated', () => {
    const schema = { type: 'string', description: 'Use q.', deprecated: true } as const;
    expect(named(schema)).toContain('  /**\n   * Use q.\n   * @deprecated\n   */\n  readonly p: string;');
  });

  it('cannot give one name to two different things', () => {
    const one: JsonSchema = { title: 'Same', type: 'string' };
    expect(printTypes([one, { ...one }])).toBe('export type Same = string;\n');
    expect(() => printTypes([one, { ...one, type: 'boolean' }])).toThrow(
      'Two different schemas have the title Same',
    );
  });
});
