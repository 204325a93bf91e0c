import type { Sample } from '../samples/sample.js';

/** What the messages of a channel have in common, and which schemas and samples belong to each. */
export interface MessageKind {
  readonly id: string;
  readonly summary: string;
  readonly contentType: string;
  /** Titles of schemas. A payload of null is any bytes. */
  readonly headers: string;
  readonly payload: string | null;
  readonly isExample: (sample: Sample) => boolean;
}

const ofMode = (folder: string, mode: string) => (sample: Sample) =>
  sample.name.startsWith(`${folder}/`) && sample.name.endsWith(`.${mode}`);

const BINARY = 'binary mode: attributes in ce_ headers, data as the value';
const STRUCTURED = 'structured mode: the whole event as the value';
const JSON_TYPE = 'application/json';
const EVENT_TYPE = 'application/cloudevents+json';

function inBothModes(folder: string, title: string): MessageKind[] {
  const id = title.charAt(0).toLowerCase() + title.slice(1);
  return [
    {
      id: `${id}Binary`,
      summary: `${folder} in ${BINARY}.`,
      contentType: JSON_TYPE,
      headers: `${title}BinaryHeaders`,
      payload: title,
      isExample: ofMode(folder, 'binary'),
    },
    {
      id: `${id}Structured`,
      summary: `${folder} in ${STRUCTURED}.`,
      contentType: EVENT_TYPE,
      headers: `${title}StructuredHeaders`,
      payload: `${title}Event`,
      isExample: ofMode(folder, 'structured'),
    },
  ];
}

/** Messages of the topic that is read. */
export const REQUESTED_MESSAGES: readonly MessageKind[] = [
  ...inBothModes('booking.requested', 'BookingRequested'),
  {
    id: 'bookingRequestedBare',
    summary: 'A request without CloudEvents: its data as the value, and its identity in a header.',
    contentType: JSON_TYPE,
    headers: 'BareRequestHeaders',
    payload: 'BookingRequested',
    isExample: ofMode('booking.requested', 'bare'),
  },
];

/** Messages of the topics of outcomes. The bridge writes all in one mode: EVENTS_MODE. */
export const CREATED_MESSAGES: readonly MessageKind[] = inBothModes('booking.created', 'BookingCreated');
export const FAILED_MESSAGES: readonly MessageKind[] = inBothModes('booking.failed', 'BookingFailed');

/** The one message of the dead-letter topic. */
export const DEAD_LETTER_MESSAGES: readonly MessageKind[] = [
  {
    id: 'deadLetter',
    summary: 'A record that could not become a request, byte for byte, and why.',
    contentType: 'application/octet-stream',
    headers: 'DeadLetterHeaders',
    payload: null,
    isExample: ({ name }) => name.startsWith('dead-letter/'),
  },
];
