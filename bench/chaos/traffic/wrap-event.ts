import type { RequestIdentity } from '../../../src/booking/request.js';
import type { Header } from './planned-record.js';

/** The forms in which producers write an event. */
export const FORMS = ['binary', 'structured', 'bare'] as const;
export type Form = (typeof FORMS)[number];

/** Identity, value and headers of an event with this data in this form. A bare one takes its source from the topic. */
export function wrapEvent(
  form: Form,
  id: string,
  data: Readonly<Record<string, unknown>>,
  topic: string,
): { identity: RequestIdentity; value: Buffer; headers: Header[] } {
  const source = form === 'bare' ? `urn:kafka:${topic}:idempotency-key` : 'https://booking.example/web';
  const identity = { account: 'default', source, eventId: id };
  const attributes = { specversion: '1.0', type: 'booking.requested', source, id };
  const json = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8');
  switch (form) {
    case 'binary': {
      const headers = Object.entries(attributes).map(([name, text]) => header(`ce_${name}`, text));
      return { identity, value: json(data), headers };
    }
    case 'structured': {
      const headers = [header('content-type', 'application/cloudevents+json')];
      return { identity, value: json({ ...attributes, data }), headers };
    }
    case 'bare':
      return { identity, value: json(data), headers: [header('idempotency-key', id)] };
  }
}

/** A header of text. */
export function header(name: string, text: string): Header {
  return [name, Buffer.from(text)];
}
