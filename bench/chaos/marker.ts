const MARKER = /^\[ref ([0-9A-Z]{10})\]$/;

/** The reference that the last line of a booking's note carries; null when there is none. Reads what the API shows, not what the bridge means. */
export function referenceIn(note: string | null): string | null {
  const lastLine = note?.split('\n').at(-1) ?? '';
  return MARKER.exec(lastLine)?.[1] ?? null;
}
