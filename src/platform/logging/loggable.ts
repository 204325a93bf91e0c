import { types } from 'node:util';
import { HIDDEN, withoutHiddenValues } from './hidden-values.js';
import { isError, loggableError } from './loggable-error.js';
import { loggableMessage, loggableText } from './loggable-text.js';

const MAX_DEPTH = 5;
const MAX_ITEMS = 50;
/** Of one line, all levels together. */
const MAX_VALUES = 200;
const MAX_NAME = 100;

/** Names, in small letters without signs between them, whose values are secret wherever the name holds these words. */
const SECRET_NAME =
  /token|authorization|password|passwd|passphrase|secret|sasl|credential|cookie|apikey|privatekey|connectionstring|databaseurl/;
/** Names of what holds customers' texts, or what others answered and sent. */
const TEXT_NAME =
  /customernote|^(notes?|email|phone|firstname|lastname|customername|body|data|payload|value|headers|query|params|parameters|provider|messages|evidence|details?|hint|where)$/;
/** Names under which a text is an error's message. */
const MESSAGE_NAME = /^(error|err|exception|cause|reason|message|stack)$/;

/** Facts that hold nothing but plain JSON values. */
export type PlainFacts = Readonly<Record<string, unknown>>;

/**
 * A plain copy of facts that may be written to a log, whatever they are: plain objects, lists, texts, numbers, dates
 * and errors (see {@link loggableError}) are copied; of everything else, which may say of itself what it likes, only
 * the class is named. Depth, breadth and length are bounded. What a secret's or a customer's name stands before is
 * replaced, and so is every hidden value (see `hideInLogs`). Never throws.
 */
export function loggable(facts: unknown): PlainFacts {
  const copy = new Copy().of(facts, '', 0);
  const isRecord = typeof copy === 'object' && copy !== null && !Array.isArray(copy);
  return isRecord ? (copy as PlainFacts) : { facts: copy };
}

class Copy {
  private left = MAX_VALUES;

  of(value: unknown, name: string, depth: number): unknown {
    if (this.left-- <= 0) return '[more]';
    try {
      return this.ofAny(value, name, depth);
    } catch {
      return '[unreadable]';
    }
  }

  private ofAny(value: unknown, name: string, depth: number): unknown {
    switch (typeof value) {
      case 'string':
        return MESSAGE_NAME.test(name) ? loggableMessage(value) : loggableText(value);
      case 'number':
        return withoutHiddenValues(String(value)) === String(value) ? value : HIDDEN;
      case 'bigint':
        return loggableText(String(value));
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        return value === null ? null : this.ofObject(value, depth);
      case 'function':
      case 'symbol':
        return `[${typeof value}]`;
    }
  }

  private ofObject(value: object, depth: number): unknown {
    if (isError(value)) return loggableError(value);
    if (types.isDate(value))
      return Number.isNaN(+value) ? '[no date]' : Date.prototype.toISOString.call(value);
    if (depth === MAX_DEPTH) return '[deeper]';
    if (Array.isArray(value)) return this.ofList(value, depth);
    return isPlain(value) ? this.ofFields(value, depth) : `[${className(value)}]`;
  }

  private ofList(list: readonly unknown[], depth: number): unknown[] {
    const copies = Array.from({ length: Math.min(list.length, MAX_ITEMS) }, (_, i) =>
      this.of(list[i], '', depth + 1),
    );
    return list.length > MAX_ITEMS ? [...copies, `[${list.length - MAX_ITEMS} more]`] : copies;
  }

  private ofFields(fields: object, depth: number): Record<string, unknown> {
    const names = Object.keys(fields);
    const entries = names.slice(0, MAX_ITEMS).map((name) => [shown(name), this.ofField(fields, name, depth)]);
    if (names.length > MAX_ITEMS) entries.push(['[more]', names.length - MAX_ITEMS]);
    return Object.fromEntries(entries) as Record<string, unknown>;
  }

  private ofField(fields: object, name: string, depth: number): unknown {
    const bare = name
      .slice(0, MAX_NAME)
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase();
    if (SECRET_NAME.test(bare) || TEXT_NAME.test(bare)) return '[removed]';
    try {
      return this.of((fields as Record<string, unknown>)[name], bare, depth + 1);
    } catch {
      return '[unreadable]';
    }
  }
}

/** A name longer than any of ours may be a text that was used as one. */
function shown(name: string): string {
  return name.length <= MAX_NAME ? withoutHiddenValues(name) : '[long name]';
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function className(value: object): string {
  const name: unknown = value.constructor.name;
  return typeof name === 'string' && /^\w{1,60}$/.test(name) ? withoutHiddenValues(name) : 'object';
}
