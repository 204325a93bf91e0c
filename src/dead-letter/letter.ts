import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { type Incomplete, incompleteOfHeaders } from './incomplete-letter.js';
import { type LetterWriter, reasonsOf } from './letter-reasons.js';

/** A dead letter as a person finds it, in the table or in a topic. */
export interface Letter {
  /** How it is named: its number in the table, or `partition:offset` in a topic. */
  readonly id: string;
  readonly writer: LetterWriter;
  /** The record as it stood where it was refused, with whatever headers were put on since. */
  readonly record: IncomingRecord;
  /** What the record lacks; null when it is whole. Only this bridge's letters can lack anything. */
  readonly incomplete: Incomplete | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly messageMayQuote: boolean;
  readonly failedAt: Date;
  readonly replayedAt: Date | null;
}

/** Which letters are meant; `null` means no limit of this kind. All limits hold together. */
export interface LetterSelection {
  readonly ids: readonly string[] | null;
  /** A failure code, or the class of an exception with or without its package. */
  readonly code: string | null;
  /** Failed at this time or later. */
  readonly since: Date | null;
  /** Failed before this time. */
  readonly until: Date | null;
  readonly notYetReplayed: boolean;
}

/** Where letters are found. */
export interface LetterBox {
  /**
   * Hands out the selected letters in their order, some at a time, until `take` answers that it has had enough. What is
   * added meanwhile may be missing.
   */
  visit(
    selection: LetterSelection,
    take: (letters: readonly Letter[]) => Promise<'more' | 'enough'>,
  ): Promise<void>;
}

/** The letter that a record of a dead-letter topic is. Where it does not say where it comes from, it stands for itself. */
export function letterOf(found: IncomingRecord): Letter {
  const reasons = reasonsOf(found);
  const { writer, position, code, message, messageMayQuote, failedAt } = reasons;
  // Copies of a letter have timestamps of their own, and the same origin must give the same identity.
  const timestampMs = reasons.timestampMs ?? (position === null ? found.timestampMs : 0n);
  return {
    id: `${found.partition}:${found.offset}`,
    writer,
    record: { ...found, ...position, timestampMs },
    incomplete: writer === 'reservanto-bridge' ? incompleteOfHeaders(found) : null,
    code,
    message,
    messageMayQuote,
    failedAt: failedAt ?? timeOf(found.timestampMs),
    replayedAt: null,
  };
}

/** True for a letter that is meant by the selection. */
export function isSelected(letter: Letter, selection: LetterSelection): boolean {
  const { ids, code, since, until, notYetReplayed } = selection;
  return (
    (ids === null || ids.includes(letter.id)) &&
    (code === null || letter.code === code || letter.code?.endsWith(`.${code}`) === true) &&
    (since === null || letter.failedAt >= since) &&
    (until === null || letter.failedAt < until) &&
    !(notYetReplayed && letter.replayedAt !== null)
  );
}

const LATEST_TIME_MS = 8.64e15;

function timeOf(milliseconds: bigint): Date {
  const number = Number(milliseconds);
  return new Date(Math.abs(number) <= LATEST_TIME_MS ? number : 0);
}
