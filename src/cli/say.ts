/** Controls, formats such as a change of direction, half a surrogate pair, and separators: what a terminal obeys, or hides. */
const ACTS_ON_A_TERMINAL = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text that shows what it holds and does nothing to a terminal. Everything but line feeds that is no visible character
 * becomes `\uXXXX`, so JSON stays the same JSON.
 */
export function terminalText(text: string): string {
  return text.replace(ACTS_ON_A_TERMINAL, escaped);
}

/** Prints a line, or several, of {@link terminalText}. */
export function say(text: string): void {
  process.stdout.write(`${terminalText(text)}\n`);
}

/** Prints to standard error why a command did not do its work, as {@link terminalText}. */
export function complain(text: string): void {
  process.stderr.write(`${terminalText(text)}\n`);
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
}
