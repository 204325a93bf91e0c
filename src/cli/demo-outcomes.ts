import { headerText } from '../platform/kafka/incoming-record.js';
import type { Kafka } from '../platform/kafka/kafka.js';
import type { RecordProducer } from '../platform/kafka/port.js';
import { WakeUp } from '../platform/work/wake-up.js';

/** The CloudEvents source of what the demo and `npm run request` publish. */
export const DEMO_SOURCE = 'urn:demo';

/** An outcome as it was read from Kafka. */
export interface SeenOutcome {
  readonly causationId: string;
  /** Whose request it answers; null where the outcome does not say. */
  readonly requestSource: string | null;
  readonly type: string;
  /** The confirmation of a booking, or the code of a failure. */
  readonly result: string;
  /** Who is to be told, for a person to read. */
  readonly told: string;
}

interface OutcomeData {
  readonly confirmation?: string;
  readonly failure?: { readonly code: string };
  readonly notifications: { readonly notifyCustomer: boolean; readonly notifyMerchant: boolean };
}

/** A plain client of the topics: publishes requests and reads outcomes, as any other service would. */
export class OutcomeReader {
  private readonly producer: RecordProducer;
  private readonly unread: SeenOutcome[] = [];
  private readonly arrived = new WakeUp();
  private stopFollowing: () => Promise<void> = async () => undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly topics: { readonly created: string; readonly failed: string },
  ) {
    this.producer = kafka.producer();
  }

  async start(): Promise<void> {
    const { created, failed } = this.topics;
    this.stopFollowing = await this.kafka.follow(
      { topics: [created, failed], groupPrefix: 'demo' },
      async ({ records }) => {
        for (const { headers, value } of records) this.read(headers, value);
      },
    );
  }

  /** Publishes a request and returns the causation id that its outcome will carry. Requests of one key keep their order. */
  async publish(topic: string, key: string, id: string, value: string): Promise<string> {
    const attributes = {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: DEMO_SOURCE,
      ce_type: 'booking.requested',
    };
    const headers = Object.entries(attributes).map(([name, text]) => [name, Buffer.from(text)] as const);
    const [sent] = await this.producer.send([
      { topic, key: Buffer.from(key), value: Buffer.from(value), headers },
    ]);
    if (sent === undefined || !sent.ok)
      throw new Error(`Kafka did not take the request: ${sent?.error.message}. Check that the broker runs.`);
    return id;
  }

  /** The next outcome; null when none comes in time. */
  async next(withinMs: number): Promise<SeenOutcome | null> {
    const end = Date.now() + withinMs;
    while (this.unread.length === 0 && Date.now() < end) await this.arrived.sleep(end - Date.now());
    return this.unread.shift() ?? null;
  }

  async stop(): Promise<void> {
    await this.stopFollowing();
    await this.producer.stop();
  }

  private read(headers: Parameters<typeof headerText>[0]['headers'], value: Buffer | null): void {
    const { confirmation, failure, notifications } = JSON.parse(String(value)) as OutcomeData;
    const told = [
      notifications.notifyCustomer ? 'customer' : [],
      notifications.notifyMerchant ? 'merchant' : [],
    ].flat();
    this.unread.push({
      causationId: headerText({ headers }, 'ce_causationid') ?? '',
      requestSource: headerText({ headers }, 'ce_causationsource'),
      type: headerText({ headers }, 'ce_type') ?? '',
      result: confirmation ?? failure?.code ?? '',
      told: told.length === 0 ? 'tell nobody' : `tell the ${told.join(' and the ')}`,
    });
    this.arrived.call();
  }
}
