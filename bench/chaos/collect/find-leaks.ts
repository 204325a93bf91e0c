import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Facts, Leak, PublishedRecord } from '../facts.js';

/** Texts that are planted in secrets and in customers' notes, and nowhere else. */
export interface Canaries {
  readonly secrets: readonly string[];
  readonly note: string;
}

/** The canaries that a text holds, as they are or encoded as in URLs, base64 and JSON escapes. */
export function leaksIn(where: string, text: string, canaries: Canaries): Leak[] {
  const holds = (canary: string) => disguises(canary).some((form) => text.includes(form));
  const leaks: Leak[] = [];
  if (canaries.secrets.some(holds)) leaks.push({ where, what: 'a secret' });
  if (holds(canaries.note)) leaks.push({ where, what: "a customer's text" });
  return leaks;
}

const known = new Map<string, readonly string[]>();

function disguises(canary: string): readonly string[] {
  const found = known.get(canary);
  if (found !== undefined) return found;
  // base64 of a text inside a longer one depends on where it begins: three ways, without the ends that neighbours change.
  const base64 = ['', ' ', '  '].map((before) =>
    Buffer.from(before + canary)
      .toString('base64')
      .slice(4, -4),
  );
  const forms = [canary, encodeURIComponent(canary), ...base64];
  known.set(canary, forms);
  return forms;
}

/** Leaks in files of log lines; the place is the file and the line. */
export async function leaksInFiles(files: readonly string[], canaries: Canaries): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const file of files) {
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(file) })) {
      number += 1;
      leaks.push(...leaksIn(`${file}:${number}`, line, canaries));
    }
  }
  return leaks;
}

/** Leaks in what the bridge wrote for others: outcome events and error messages. Dead letters keep their bytes on purpose. */
export function leaksInOutput(
  { published, letters }: Pick<Facts, 'published' | 'letters'>,
  canaries: Canaries,
): Leak[] {
  const describe = ({ topic, partition, offset }: PublishedRecord) => `${topic}-${partition}-${offset}`;
  const ofRecords = published.flatMap((record) => {
    const headers = JSON.stringify(record.headers);
    const text = record.topic === 'deadLetter' ? headers : `${headers} ${record.value?.toString('utf8')}`;
    return leaksIn(describe(record), text, canaries);
  });
  const ofLetters = letters.flatMap(({ partition, offset, errorMessage }) =>
    leaksIn(`dead letter ${partition}/${offset}`, errorMessage, canaries),
  );
  return [...ofRecords, ...ofLetters];
}
