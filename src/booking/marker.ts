const MARKER_LINE = /^\[ref ([0-9A-HJKMNP-TV-Z]{10})\]$/;

const linesOf = (note: string): string[] => note.split(/\r\n|\r|\n/);

/**
 * The note that travels to Reservanto: the customer's own text and, as its last line, the reference of the request.
 * Reservanto stores nothing else of ours in the same step as the booking. Markers that came with the text, from a note
 * that was copied, are left out: a note carries one reference.
 */
export function withMarker(note: string | null, reference: string): string {
  const own = linesOf(note ?? '').filter((line) => !MARKER_LINE.test(line.trim()));
  const text = own.join('\n').trimEnd();
  return text === '' ? `[ref ${reference}]` : `${text}\n[ref ${reference}]`;
}

/** The references that a note carries, on lines of their own; none when it was never ours or was rewritten. */
export function referencesIn(note: string | null): string[] {
  return linesOf(note ?? '').flatMap((line) => MARKER_LINE.exec(line.trim())?.[1] ?? []);
}
