const SECRET = /token|authorization|password|secret|sasl|customernote|connectionstring|databaseurl/i;
const MAX_DEPTH = 6;

/**
 * A copy of what is to be logged in which every property that may hold a secret or a customer's text reads
 * "[removed]". Errors keep their name, message, code and stack; depth is bounded.
 */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === MAX_DEPTH) return '[deeper]';
  if (value instanceof Error) {
    const { code } = value as { code?: unknown };
    return {
      name: value.name,
      message: value.message,
      code,
      stack: value.stack,
      cause: withoutSecrets(value.cause, depth + 1),
    };
  }
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET.test(name) ? '[removed]' : withoutSecrets(inner, depth + 1),
    ]),
  );
}
