import { randomUUID } from 'node:crypto';
import { type OutcomeReader } from './demo-outcomes.js';
import { demoSamples } from './demo-samples.js';
import { interrupted } from './interruption.js';

const OUTCOMES_WITHIN_MS = 60_000;

/** Publishes the samples and says what became of each. Answers whether all ended as expected; throws when interrupted. */
export async function runSamples(
  outcomes: OutcomeReader,
  topic: string,
  interruption: AbortSignal,
  say: (text: string) => void,
): Promise<boolean> {
  const samples = demoSamples(Date.now());
  const titles = new Map<string, (typeof samples)[number]>();
  let good = 0;
  const counts = new Map<string, number>();
  await outcomes.start();
  say(`Publishing ${samples.length} requests to ${topic}; outcomes as they are read from Kafka:\n`);
  try {
    for (const sample of samples)
      titles.set(await outcomes.publish(topic, sample.key, `demo-${randomUUID()}`, sample.value), sample);
    const end = Date.now() + OUTCOMES_WITHIN_MS;
    while (titles.size > 0) {
      const seen = await Promise.race([outcomes.next(end - Date.now()), interrupted(interruption)]);
      interruption.throwIfAborted();
      if (seen === null) break;
      const sample = titles.get(seen.causationId);
      if (sample === undefined) continue;
      titles.delete(seen.causationId);
      const isGood = seen.result === sample.expected;
      good += isGood ? 1 : 0;
      counts.set(`${seen.type} ${seen.result}`, (counts.get(`${seen.type} ${seen.result}`) ?? 0) + 1);
      say(
        `  ${isGood ? 'ok ' : 'NOT'} ${sample.title.padEnd(36)} ${seen.type.padEnd(16)} ${seen.result.padEnd(22)} ${seen.told}`,
      );
      if (!isGood) say(`      expected ${sample.expected}`);
    }
  } finally {
    await outcomes.stop();
  }
  for (const { title } of titles.values())
    say(`  NOT ${title.padEnd(36)} no outcome within ${OUTCOMES_WITHIN_MS / 1000} s`);
  say('\n  outcome                                count');
  for (const [outcome, count] of [...counts].sort())
    say(`  ${outcome.padEnd(38)} ${String(count).padStart(5)}`);
  say(
    `  ${'of all requests'.padEnd(38)} ${String(samples.length - titles.size).padStart(5)} of ${samples.length}, ${good} as expected`,
  );
  return good === samples.length;
}
