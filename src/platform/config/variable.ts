import { isUriReference } from './uri-reference.js';

/** How the text of a variable is read. A reader answers the value, or the rule that the text breaks. */
export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly rule: string };

/** One described environment variable. */
export interface Variable<T> {
  readonly group: string;
  readonly description: string;
  /** What holds when it is not set, as it would be written; `null` when it must be set or is simply absent. */
  readonly default: string | null;
  readonly required: boolean;
  /** Never shown, and readable from a file named by NAME_FILE. */
  readonly secret: boolean;
  readonly type: string;
  readonly read: (text: string) => Read<T>;
}

/** What every kind of variable is described with. */
export interface Options {
  readonly group: string;
  readonly description: string;
  readonly default?: string;
  readonly required?: boolean;
  readonly secret?: boolean;
}

const MAX_PORT = 65_535;
/** A name, an IPv4 address or an IPv6 address in brackets. */
const BROKER = /^([\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/i;
const MAX_SOURCE = 255;
/** As in RFC 7628, without the comma that separates ours. */
const EXTENSION = /^([A-Za-z]+)=([\x20-\x2b\x2d-\x7e]+)$/;
const TOPIC = /^[\w.-]{1,249}$/;

/** The text has this value. */
export const good = <T>(value: T): Read<T> => ({ ok: true, value });
/** The text breaks this rule. */
export const bad = (rule: string): Read<never> => ({ ok: false, rule });

/** A variable of a kind that `read` knows. */
export function variable<T>(type: string, options: Options, read: (text: string) => Read<T>): Variable<T> {
  return { type, default: null, required: false, secret: false, ...options, read };
}

/** Any text that is not blank. */
export const text = (options: Options) =>
  variable('text', options, (raw) => (raw.trim() === '' ? bad('must not be blank') : good(raw)));

/** Kafka brokers between commas, each as host:port, at least one. */
export const brokers = (options: Options) =>
  variable('list of host:port', options, (raw) => {
    const items = raw
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    return items.length > 0 &&
      items.every((item) => BROKER.test(item) && Number(/\d+$/.exec(item)?.[0]) <= MAX_PORT)
      ? good(items)
      : bad('must be one host:port or several with commas between them, like kafka-1:9092,kafka-2:9092');
  });

/** A topic name as Kafka allows it. */
export const topic = (options: Options) =>
  variable('topic name', options, (raw) =>
    TOPIC.test(raw) && raw !== '.' && raw !== '..'
      ? good(raw)
      : bad('must be a topic name: at most 249 letters, digits, dots, underscores and hyphens'),
  );

/** A whole number between `min` and `max`. */
export const integer = (options: Options & { min: number; max: number }) =>
  variable(`whole number, ${options.min} to ${options.max}`, options, (raw) => {
    const value = /^\d{1,15}$/.test(raw) ? Number(raw) : NaN;
    return value >= options.min && value <= options.max
      ? good(value)
      : bad(`must be a whole number from ${options.min} to ${options.max}`);
  });

/** `true` or `false`. */
export const flag = (options: Options) =>
  variable('true or false', options, (raw) =>
    raw === 'true' || raw === 'false' ? good(raw === 'true') : bad('must be true or false'),
  );

/** One of a few words. */
export const word = <const W extends string>(options: Options & { words: readonly W[] }) =>
  variable<W>(options.words.join(', '), options, (raw) => {
    const found = options.words.find((w) => w === raw);
    return found === undefined ? bad(`must be one of: ${options.words.join(', ')}`) : good(found);
  });

/** A PostgreSQL address. What stands in it percent-encoded must be so rightly, or the driver fails at the first query. */
export const postgresUrl = (options: Options) =>
  variable('postgresql:// URL', options, (raw) => {
    const isOne = URL.canParse(raw) && /^postgres(ql)?:\/\/./.test(raw);
    if (!isOne) return bad('must be an address like postgresql://user:password@host:5432/database');
    return isDecodable(raw)
      ? good(raw)
      : bad('must have its special characters percent-encoded: a % in the password is written %25');
  });

/** An address of web pages that other addresses are made of, without the slash at its end. */
export const pageUrl = (options: Options) =>
  variable('http:// or https:// URL', options, (raw) => {
    const isOne = URL.canParse(raw) && /^https?:\/\/[^/]/.test(raw);
    if (!isOne) return bad('must be an address like https://bookings.example.com/docs');
    const url = new URL(raw);
    if (url.username !== '' || url.password !== '')
      return bad('must hold no user name or password, as every event repeats it');
    if (url.search !== '' || url.hash !== '') return bad('must end before any ? or #, as a path follows it');
    return good(url.href.replace(/\/+$/, ''));
  });

/** An API address that ends in `/v1/`. */
export const apiUrl = (options: Options) =>
  variable('URL ending in /v1/', options, (raw) => {
    if (!URL.canParse(raw)) return bad('must be an address like https://api.reservanto.cz/v1/');
    const url = new URL(raw.endsWith('/') ? raw : `${raw}/`);
    if (!url.pathname.endsWith('/v1/') || url.search !== '' || url.hash !== '')
      return bad('must end in /v1/');
    if (url.username !== '' || url.password !== '')
      return bad('must hold no user name or password; the token goes into RESERVANTO_LONG_TIME_TOKEN');
    return /^https?:$/.test(url.protocol)
      ? good(url.href)
      : bad('must begin with https:// (Reservanto answers 400 to plain http)');
  });

/** An address at which tokens are fetched. A login in it would end up in logs of proxies. */
export const tokenUrl = (options: Options) =>
  variable('https:// URL', options, (raw) => {
    if (!URL.canParse(raw) || !/^https?:\/\/[^/]/i.test(raw))
      return bad('must be an address like https://login.example.com/oauth2/token');
    const url = new URL(raw);
    if (url.username !== '' || url.password !== '' || url.hash !== '')
      return bad('must hold no user name, password or fragment');
    return good(url.href);
  });

/** A reference to a URI as RFC 3986 has it, which CloudEvents demands of a source. At most 255 characters. */
export const uriReference = (options: Options) =>
  variable('URI reference', options, (raw) =>
    raw.length <= MAX_SOURCE && isUriReference(raw)
      ? good(raw)
      : bad(
          `must be a URI reference of at most ${MAX_SOURCE} characters, like urn:example:bookings or /bookings: no spaces, other characters percent-encoded`,
        ),
  );

/** Names and values for the broker besides a token, each once. */
export const extensions = (options: Options) =>
  variable('list of name=value', options, (raw) => {
    const pairs = raw.split(',').map((pair) => EXTENSION.exec(pair.trim()));
    const found = new Map(pairs.map((pair) => [pair?.[1] ?? 'auth', pair?.[2] ?? '']));
    return found.size === pairs.length && !found.has('auth')
      ? good(Object.fromEntries(found))
      : bad(
          'must be name=value or several with commas between them, each name of letters and once, none of them auth',
        );
  });

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
