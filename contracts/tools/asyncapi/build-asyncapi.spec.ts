import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { VARIABLES } from '../../../src/platform/config/variables.js';
import { satisfies } from '../../../test/support/event-contract.js';
import { contractSamples } from '../samples/samples.js';

interface Message {
  readonly headers: { readonly $ref: string };
  readonly payload?: { readonly $ref: string };
  readonly examples: readonly {
    readonly name: string;
    readonly headers: unknown;
    readonly payload: unknown;
  }[];
}

const document = parse(readFileSync(new URL('../../asyncapi.yaml', import.meta.url), 'utf8')) as {
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: object }>>;
  readonly operations: Readonly<Record<string, { readonly action: string; readonly messages: object[] }>>;
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly schemas: Readonly<Record<string, object>>;
  };
};
const { messages, schemas } = document.components;
const schemaOf = ({ $ref }: { $ref: string }) => schemas[$ref.replace('#/components/schemas/', '')] ?? false;

describe('the AsyncAPI document', () => {
  it.each(Object.entries(messages))('shows examples of %s that satisfy its schemas', (_id, message) => {
    expect(message.examples.length).toBeGreaterThan(0);
    const wrong = message.examples.filter(
      ({ headers, payload }) =>
        !satisfies(schemaOf(message.headers) as object, headers) ||
        (message.payload !== undefined && !satisfies(schemaOf(message.payload) as object, payload)),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('shows every sample once', () => {
    const shown = Object.values(messages).flatMap(({ examples }) => examples.length);
    expect(shown.reduce((sum, n) => sum + n, 0)).toBe(contractSamples().length);
  });

  it('has the topics of the settings, one of them read and the others written', () => {
    expect(Object.values(document.channels).map(({ address }) => address)).toEqual([
      VARIABLES.TOPIC_BOOKING_REQUESTED.default,
      VARIABLES.TOPIC_BOOKING_CREATED.default,
      VARIABLES.TOPIC_BOOKING_FAILED.default,
      VARIABLES.TOPIC_DEAD_LETTER.default,
    ]);
    const actions = Object.values(document.operations).map(({ action }) => action);
    expect(actions).toEqual(['receive', 'send', 'send', 'send']);
  });
});
