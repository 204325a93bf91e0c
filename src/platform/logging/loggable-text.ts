import { longestHiddenValue, withoutHiddenValues } from './hidden-values.js';

const MAX_CHARACTERS = 2_000;
const CUT = '[...]';

/** Prisma puts its call, sometimes with its arguments, before the reason. */
const PRISMA_CALL = /^\s*Invalid `prisma\.[^`]*` invocation[^\n]*\n+/;
/** Where a value may begin: a quotation mark or a bracket. An apostrophe within a word is none, nor is our own mark. */
const VALUE = /(?!\[secret\])(?:["`“”„«‹([{<]|(?<!\p{L})')/u;
/** Prisma sometimes gives a value without quotation marks. */
const VALUE_OF_PRISMA = /(?!\[secret\])(?:["`“”„«‹([{<]|(?<!\p{L})'|: )/u;

/** A text as a line may hold it: without hidden values, and at most 2,000 characters of it. */
export function loggableText(text: string): string {
  if (text.length <= MAX_CHARACTERS) return withoutHiddenValues(text);
  const reach = longestHiddenValue();
  const swept = withoutHiddenValues(text.slice(0, MAX_CHARACTERS + reach));
  // The end may be the beginning of a hidden value that goes on behind it.
  return `${swept.slice(0, Math.max(0, swept.length - reach))}${CUT}`;
}

/**
 * What an error says, without what it may quote. PostgreSQL, Prisma, JSON.parse and others put the very values into
 * their messages: a customer's note, the text that would not parse. They mark them with quotation marks or brackets,
 * so everything from the first of these on is cut off. What is lost is found by the code and the stack.
 */
export function loggableMessage(message: string, errorName = ''): string {
  const swept = loggableText(message).replace(PRISMA_CALL, '');
  const at = swept.search(/^(Prisma|DriverAdapter)/.test(errorName) ? VALUE_OF_PRISMA : VALUE);
  return at === -1 ? swept : `${swept.slice(0, at)}${CUT}`;
}
