const ANSWER_WITHIN_MS = 3_000;

interface Readiness {
  readonly status?: string;
  readonly checks?: Readonly<Record<string, string>>;
}

/** Says, for a person who waits for an outcome, what the readiness of the bridge tells. Never throws. */
export async function whyNothingComes(readinessUrl: string | undefined): Promise<string> {
  if (readinessUrl === undefined)
    return 'Whether a bridge runs is not known here; look at its /health/ready.';
  try {
    const response = await fetch(readinessUrl, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const { status, checks = {} } = (await response.json()) as Readiness;
    if (status === 'up') return 'The bridge is ready, so it is being worked on.';
    const told = Object.entries(checks).filter(([, text]) => text !== 'ok' && text !== 'consuming');
    return `The bridge is ${status ?? 'not ready'}: ${told.map(([name, text]) => `${name}: ${text}`).join('; ')}`;
  } catch {
    return `The bridge does not answer at ${readinessUrl}: nothing is read until it runs. Start it with: npm run demo`;
  }
}
