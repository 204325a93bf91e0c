/** What stands in a log line where a secret stood. */
export const HIDDEN = '[secret]';

/** A shorter value is a word that lines hold for other reasons; the patterns below still find it where it is a password. */
const SHORTEST = 8;
/** Earlier values of one name that are still recognised: a token that was just replaced may yet turn up. */
const KEPT_PER_NAME = 8;

/** A secret without a name of ours: in a URL, behind `token=` and its like, or in an Authorization header. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/:\/\/\S*@/g, `://${HIDDEN}@`],
  [/((?:token|password|secret)=)[^\s&;,"']+/gi, `$1${HIDDEN}`],
  [/\b(bearer|basic) +[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
];

const values = new Map<string, string[]>();
let pattern: RegExp | null = null;
let longest = 0;

/**
 * From now on no log line of this process holds this value: neither as it stands nor as JSON, URLs, base64 or hex spell
 * it. Values under 8 characters are not searched for. Of a URL, its password is hidden by itself too.
 */
export function hideInLogs(name: string, value: string): void {
  const known = values.get(name) ?? [];
  if (known.includes(value)) return;
  values.set(name, [...known, value].slice(-KEPT_PER_NAME));
  const spellings = [...values.values()].flat().flatMap(secretsIn).flatMap(spellingsOf);
  const found = [...new Set(spellings)]
    .filter((s) => s.length >= SHORTEST)
    // Of two that begin alike, the longer one first: it is to be replaced as a whole.
    .sort((a, b) => (a < b ? 1 : -1));
  longest = Math.max(0, ...found.map((spelling) => spelling.length));
  pattern = found.length === 0 ? null : new RegExp(found.map(escaped).join('|'), 'g');
}

/** The text with every hidden value, and whatever looks like a password in a URL or a header, replaced. Never throws. */
export function withoutHiddenValues(text: string): string {
  if (text.length < SHORTEST) return text;
  let swept = pattern === null ? text : text.replace(pattern, HIDDEN);
  for (const [looksSecret, instead] of PATTERNS) swept = swept.replace(looksSecret, instead);
  return swept;
}

/** Length of the longest spelling of a hidden value: who cuts a text nearer to its beginning may cut one in half. */
export function longestHiddenValue(): number {
  return longest;
}

function secretsIn(value: string): string[] {
  if (!URL.canParse(value)) return [value];
  const { password } = new URL(value);
  return [value, password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function spellingsOf(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const inJson = JSON.stringify(value).slice(1, -1);
  const inUrl = encodeURIComponent(value.toWellFormed());
  const inBase64 = [0, 1, 2].map((offset) => base64Within(bytes, offset));
  return [
    value,
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    inUrl,
    inUrl.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    new URLSearchParams({ '': value }).toString().slice(1),
    ...inBase64,
    ...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.toString('hex'),
  ];
}

/** The characters that stand for these bytes alone when `offset` others precede them, as a user name does in a header. */
function base64Within(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
