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

interface Options {
  readonly group: string;
  readonly description: string;
  readonly default?: string;
  readonly required?: boolean;
  readonly secret?: boolean;
}

const MAX_PORT = 65_535;
/** A name, an IPv4 address or an IPv6 address in brackets. */
const BROKER = /^([\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/i;
const TOPIC = /^[\w.-]{1,249}$/;

const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (rule: string): Read<never> => ({ ok: false, rule });

function variable<T>(type: string, options: Options, read: (text: string) => Read<T>): Variable<T> {
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

/** An API address that ends in `/v1/`; plain http only for hosts of this machine or without a dot, as Reservanto demands TLS. */
export const apiUrl = (options: Options) =>
  variable('URL ending in /v1/', options, (raw) => {
    if (!URL.canParse(raw)) return bad('must be an address like https://api.reservanto.cz/v1/');
    const url = new URL(raw.endsWith('/') ? raw : `${raw}/`);
    if (!url.pathname.endsWith('/v1/') || url.search !== '' || url.hash !== '')
      return bad('must end in /v1/');
    if (url.username !== '' || url.password !== '')
      return bad('must hold no user name or password; the token goes into RESERVANTO_LONG_TIME_TOKEN');
    const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isNear(url.hostname));
    return isSafe ? good(url.href) : bad('must begin with https:// (Reservanto answers 400 to plain http)');
  });

function isNear(hostname: string): boolean {
  return /^[^.:]+$/.test(hostname) || hostname === '127.0.0.1' || hostname === '[::1]';
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
