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

const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (rule: string): Read<never> => ({ ok: false, rule });

function variable<T>(type: string, options: Options, read: (text: string) => Read<T>): Variable<T> {
  return { type, default: null, required: false, secret: false, ...options, read };
}

/** Any text. */
export const text = (options: Options) => variable('text', options, good);

/** Texts between commas, at least one. */
export const list = (options: Options) =>
  variable('list', options, (raw) => {
    const items = raw
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    return items.length > 0 ? good(items) : bad('must name at least one value, separated by commas');
  });

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

/** A PostgreSQL address. */
export const postgresUrl = (options: Options) =>
  variable('postgresql:// URL', options, (raw) =>
    URL.canParse(raw) && /^postgres(ql)?:$/.test(new URL(raw).protocol)
      ? good(raw)
      : bad('must be an address like postgresql://user:password@host:5432/database'),
  );

/** An API address that ends in `/v1/`; plain http only for hosts of this machine or without a dot, as Reservanto demands TLS. */
export const apiUrl = (options: Options) =>
  variable('URL ending in /v1/', options, (raw) => {
    if (!URL.canParse(raw)) return bad('must be an address like https://api.reservanto.cz/v1/');
    const url = new URL(raw.endsWith('/') ? raw : `${raw}/`);
    if (!url.pathname.endsWith('/v1/')) return bad('must end in /v1/');
    const isNear = !url.hostname.includes('.') || url.hostname === '127.0.0.1';
    const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isNear);
    return isSafe ? good(url.href) : bad('must begin with https:// (Reservanto answers 400 to plain http)');
  });
