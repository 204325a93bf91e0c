import { Controller, Module, type Type, UseFilters } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { describe, expect, it } from '@jest/globals';
import type { Kafka } from '../platform/kafka/kafka.js';
import type { RecordHandler, RecordSlice } from '../platform/kafka/port.js';
import type { Backlog } from './backlog.js';
import { BOOKING_REQUESTED } from './booking-requested.controller.js';
import { BookingRequestsServer } from './booking-requests.server.js';
import { OriginalErrors } from './original-errors.filter.js';

const topics = { requested: 'requests', created: 'c', failed: 'f', deadLetter: 'd' };
const config = { kafka: { brokers: ['b:1'], groupId: 'g', topics } } as ConstructorParameters<
  typeof BookingRequestsServer
>[0];
const slice: RecordSlice = {
  ...{ topic: 'requests', partition: 0, origin: null, records: [], undecodable: [], nextOffset: 1n },
};
const refused = Object.assign(new Error('index row size exceeds the maximum'), { code: '54000' });
const seen: RecordSlice[] = [];

@Controller()
class One {
  @EventPattern<string>(BOOKING_REQUESTED)
  @UseFilters(OriginalErrors)
  async onSlice(@Payload() taken: RecordSlice): Promise<void> {
    seen.push(taken);
    if (taken.nextOffset > 1n) throw refused;
  }
}

@Controller()
class Another {
  @EventPattern<string>('something.else')
  async onSlice(): Promise<void> {}
}

@Module({ controllers: [One] })
class WithOne {}
@Module({ controllers: [One, Another] })
class WithTwo {}
@Module({})
class WithNone {}

/** Starts the transport of a module on a Kafka that only keeps the handler that it is given. */
async function start(module: Type, isFull: () => boolean = () => false) {
  let handler: RecordHandler | null = null;
  const consumer = {
    start: async (given: RecordHandler) => void (handler = given),
    stop: async () => undefined,
    status: { state: 'consuming', since: new Date(), held: [] },
  };
  const kafka = { consumer: () => consumer } as unknown as Kafka;
  const backlog = { isFull: async () => isFull() } as unknown as Backlog;
  const strategy = new BookingRequestsServer(config, kafka, { startOf: async () => [] }, backlog);
  const app = await NestFactory.createMicroservice(module, { strategy, logger: false, abortOnError: false });
  await app.listen();
  return { app, strategy, handler: handler as unknown as RecordHandler };
}

describe('the transport of requests', () => {
  it('hands slices to its one handler, and its errors on as they are, with code and all', async () => {
    const { app, handler, strategy } = await start(WithOne);
    await handler.handle(slice);
    expect(seen).toEqual([slice]);
    await expect(handler.handle({ ...slice, nextOffset: 2n })).rejects.toBe(refused);
    expect(strategy.consumes?.state).toBe('consuming');
    await app.close();
  });

  it.each([
    ['none', WithNone, 'none'],
    ['two', WithTwo, 'something.else'],
  ])('does not start with %s', async (_, module, named) => {
    await expect(start(module)).rejects.toThrow(named);
  });

  it('hands out nothing while too much is waiting, and gives up waiting when it closes', async () => {
    const before = seen.length;
    const { app, handler } = await start(WithOne, () => true);
    const handling = handler.handle(slice);
    const ended = expect(handling).rejects.toThrow('aborted');
    await app.close();
    await ended;
    expect(seen.length).toBe(before);
  });
});
