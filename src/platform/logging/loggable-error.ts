import { types } from 'node:util';
import { loggableMessage, loggableText } from './loggable-text.js';

/** What of an error is logged. */
export interface LoggableError {
  readonly name: string;
  /** Of the error and of the database's error within it: P2010, 22P02, ECONNREFUSED ... */
  readonly codes?: readonly string[];
  readonly message: string;
  /** Places in the code, without the message that a stack begins with. */
  readonly at?: readonly string[];
  readonly cause?: LoggableError;
  readonly errors?: readonly LoggableError[];
}

const MAX_CAUSES = 3;
const MAX_ERRORS = 3;
const MAX_FRAMES = 6;
const MAX_STACK = 10_000;
const WORD = /^[A-Za-z0-9][\w.:-]{0,79}$/;
const FRAME = /^ +at (?:[\w$.<>[\] #]+ \()?((?:file:\/\/|node:|\/|[A-Z]:\\)[^()\s]*:\d+:\d+)\)?$/;

/**
 * Name, codes, message without values and places of an error, and the same of what caused it. Its other properties
 * (a failing row, a query's parameters, an answer's body, a request's headers) are not logged at all.
 */
export function loggableError(error: Error, depth = 0): LoggableError {
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  const goOn = depth < MAX_CAUSES;
  const codes = codesOf(error);
  const at = placesOf(error);
  return {
    name: word(error.name) ?? 'Error',
    ...(codes.length === 0 ? {} : { codes }),
    message: loggableMessage(String(error.message), error.name),
    ...(at.length === 0 ? {} : { at }),
    ...(goOn && isError(cause) ? { cause: loggableError(cause, depth + 1) } : {}),
    ...(goOn && Array.isArray(errors) ? { errors: errorsOf(errors, depth + 1) } : {}),
  };
}

/** True for errors, also of another realm, which `instanceof` does not know. */
export function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

function errorsOf(errors: readonly unknown[], depth: number): LoggableError[] {
  return errors
    .slice(0, MAX_ERRORS)
    .filter(isError)
    .map((error) => loggableError(error, depth));
}

/** Prisma keeps the database's own code two levels down, its adapter one. */
function codesOf(error: Error): string[] {
  const inMeta = inside(inside(inside(error, 'meta'), 'driverAdapterError'), 'cause');
  const inCause = inside(error, 'cause');
  const found = [
    inside(error, 'code'),
    ...[inMeta, inCause].flatMap((place) => [inside(place, 'originalCode'), inside(place, 'kind')]),
  ];
  return [...new Set(found.map(word).filter((code) => code !== null))];
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** A short word as codes and names are; anything else might be a customer's text. */
function word(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && WORD.test(text) ? loggableText(text) : null;
}

function placesOf({ stack, message }: Error): string[] {
  if (typeof stack !== 'string') return [];
  const begin = stack.indexOf(message);
  const end = begin === -1 ? 0 : begin + message.length;
  return stack
    .slice(end, end + MAX_STACK)
    .split('\n')
    .map((line) => FRAME.exec(line)?.[1])
    .filter((place) => place !== undefined)
    .slice(0, MAX_FRAMES)
    .map(loggableText);
}
