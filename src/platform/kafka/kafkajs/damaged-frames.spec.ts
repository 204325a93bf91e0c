import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { createLogger } from '../../logging/logger.js';
import { connectKafka } from './kafkajs-kafka.js';

let server: Server | undefined;
afterEach(() => void server?.close());

/** A server that is no broker, and a client of it that asks for its topics. */
async function askingForTopics(answer: (socket: Socket, number: number) => void): Promise<unknown> {
  let connections = 0;
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    answer(socket, connections++);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const kafka = {
    brokers: [`127.0.0.1:${(server.address() as AddressInfo).port}`],
    ...{ clientId: 'spec', groupId: 'spec', createTopics: false },
    topics: { requested: 'a', created: 'b', failed: 'c', deadLetter: 'd' },
    ...{ ssl: null, sasl: null, allowPlaintextLogin: false },
  };
  const client = connectKafka({ kafka }, createLogger({ level: 'silent' }));
  return client.missingTopics(['a'], false);
}

/** Answers every request with no error and an empty list. */
function answerEmpty(socket: Socket): void {
  socket.on('data', (request: Buffer) => {
    const answer = Buffer.alloc(18);
    answer.writeInt32BE(14, 0);
    request.copy(answer, 4, 8, 12);
    socket.write(answer);
  });
}

it('an answer that is shorter than any of a broker ends its connection, not the process', async () => {
  const asked = askingForTopics((socket) => socket.write(Buffer.alloc(4)));
  await expect(asked).rejects.toThrow('what answered is no Kafka broker, or its answer is damaged');
}, 20_000);

it('an answer that breaks off is forgotten: the next connection is understood from its beginning', async () => {
  const asked = askingForTopics((socket, number) => {
    if (number > 0) return answerEmpty(socket);
    socket.end(Buffer.from([0, 0, 0, 100, 0, 0, 0, 1]));
  });
  await expect(asked).rejects.toThrow(/does not support/i);
}, 20_000);
