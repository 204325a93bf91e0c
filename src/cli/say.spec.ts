import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { terminalText } from './say.js';

const anyText = fc.string({
  unit: fc.oneof(fc.nat(0x9f), fc.nat(0x10ffff)).map((n) => String.fromCodePoint(n)),
});

describe('text for a terminal', () => {
  it('holds no control, format or separator but line feeds, whatever it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(terminalText(text)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('is the same JSON where it was JSON', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(terminalText(JSON.stringify({ [text]: text }, null, 2)))).toEqual({ [text]: text });
      }),
    );
  });

  it('leaves every visible character as it is, of any language', () => {
    const visible = 'Příliš žluťoučký kůň\nשלום العربية 予約 🐎 {"a": "\\\\"}';
    expect(terminalText(visible)).toBe(visible);
  });

  it('shows escapes, C1 controls, changes of direction and characters beyond the first plane as escapes', () => {
    expect(terminalText('\u001b[2J\u009b31m\u202e\u2028\t\r\u007f\u{e0041}\ud800')).toBe(
      '\\u001b[2J\\u009b31m\\u202e\\u2028\\u0009\\u000d\\u007f\\udb40\\udc41\\ud800',
    );
  });
});
