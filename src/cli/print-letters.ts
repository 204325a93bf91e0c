import type { Incomplete } from '../dead-letter/incomplete-letter.js';
import type { Letter } from '../dead-letter/letter.js';
import type { RecordPosition } from '../platform/kafka/record-producer.js';
import type { Prospect } from '../replay/prospects.js';

const CONTROL = /\p{Cc}/gu;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One line about a letter: its id, when and why it was refused, where it stood, how large it is. Nothing of what it says. */
export function printLine(letter: Letter): string {
  const { record, replayedAt } = letter;
  const range = letter.incomplete?.range ?? null;
  const end = range === null ? '' : `..${range.lastOffset}`;
  return [
    letter.id.padEnd(8),
    letter.failedAt.toISOString(),
    letter.code ?? 'no code',
    `${record.topic}-${record.partition}-${record.offset}${end}`,
    sizeOf(letter),
    ...(letter.writer === 'reservanto-bridge' ? [] : [`written by ${letter.writer}`]),
    ...(replayedAt === null ? [] : [`replayed ${replayedAt.toISOString()}`]),
  ].join('  ');
}

/** A letter as indented JSON. Without `withTexts`: names and sizes of headers, sizes of key and value, and no text that may quote them. */
export function printLetter(letter: Letter, withTexts: boolean): string {
  const { record } = letter;
  const content = (bytes: Buffer | null) => {
    if (bytes === null) return null;
    return withTexts ? { bytes: bytes.length, ...textOf(bytes) } : { bytes: bytes.length };
  };
  const message = letter.messageMayQuote && !withTexts ? hidden(letter.message) : letter.message;
  const shown = {
    id: letter.id,
    writer: letter.writer,
    code: letter.code,
    message,
    failedAt: letter.failedAt,
    replayedAt: letter.replayedAt,
    topic: record.topic,
    partition: record.partition,
    offset: String(record.offset),
    timestampMs: String(record.timestampMs),
    key: content(record.key),
    value: content(record.value),
    headers: record.headers.map(([name, value]) => ({ name, ...content(value) })),
    ...(letter.incomplete === null ? {} : { leftOut: leftOutOf(letter.incomplete) }),
  };
  return JSON.stringify(shown, null, 2);
}

/** What would become of a letter, or what was done with it. */
export function printProspect(letter: Letter, prospect: Prospect, sentTo: RecordPosition | null): string {
  const where = `${letter.id.padEnd(8)}  ${letter.record.topic}-${letter.record.partition}-${letter.record.offset}`;
  if (sentTo !== null) return `${where}  sent to ${sentTo.topic}-${sentTo.partition}-${sentTo.offset}`;
  switch (prospect.would) {
    case 'become a request':
      return `${where}  would become a request`;
    case 'be a duplicate':
      return `${where}  is a duplicate: the same request is stored already`;
    case 'fail at once':
      return `${where}  would fail at once (${prospect.code}: ${oneLine(prospect.message)})`;
    case 'stay a dead letter':
      return `${where}  would be a dead letter again (${prospect.code}: ${oneLine(prospect.message)})`;
  }
}

/** Counts what a replay came to. */
export class ReplayTotals {
  private readonly counts = new Map<string, number>();
  private sent = 0;

  /** Counts one letter. */
  count(prospect: Prospect, wasSent: boolean): void {
    if (wasSent) this.sent += 1;
    else this.counts.set(prospect.would, (this.counts.get(prospect.would) ?? 0) + 1);
  }

  /** One line, and another one about what to do when nothing was to be sent. */
  summary(topic: string, published: boolean): string {
    const of = (would: Prospect['would']) => this.counts.get(would) ?? 0;
    const rest = `${of('be a duplicate')} duplicates, ${of('fail at once')} would fail at once, ${of('stay a dead letter')} would be dead letters again`;
    if (published) return `${this.sent} sent to ${topic}; not sent: ${rest}.`;
    const waiting = of('become a request');
    const next = waiting === 0 ? '' : '\nNothing was sent. To send what would become requests, add --yes.';
    return `${waiting} would become requests; ${rest}.${next}`;
  }
}

function sizeOf({ record, incomplete }: Letter): string {
  const bytes = incomplete?.valueBytes ?? record.value?.length ?? null;
  const size = bytes === null ? 'no value' : `${bytes} bytes`;
  if (incomplete === null) return size;
  return incomplete.range === null ? `${size}, not kept whole` : `${size} that were not decoded`;
}

function leftOutOf({ range, valueBytes, keyBytes, headers }: Incomplete) {
  return {
    ...(range === null ? {} : { lastOffset: String(range.lastOffset), codec: range.codec }),
    ...(valueBytes === null ? {} : { valueBytes }),
    ...(keyBytes === null ? {} : { keyBytes }),
    ...(headers === 0 ? {} : { headers }),
  };
}

function textOf(bytes: Buffer): { readonly text: string } | { readonly base64: string } {
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { base64: bytes.toString('base64') };
  }
}

function hidden(message: string | null): string | null {
  return message === null
    ? null
    : `[${message.length} characters that may quote the record; --value shows them]`;
}

const oneLine = (text: string): string => text.replace(CONTROL, ' ');
