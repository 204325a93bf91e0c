import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

const ALTER_USER_SCRAM_CREDENTIALS = 51;
const SCRAM_SHA_256 = 1;
const ITERATIONS = 4096;
const NO_TAGS = Buffer.of(0);
/** Before the user's name in the answer: length, correlation id, tags, throttle time, number of results, length of the name. */
const BEFORE_NAME = 4 + 4 + 1 + 4 + 1 + 1;

/**
 * Gives a broker a SCRAM-SHA-256 login, by its plain address. kafkajs does not know the request for it, and Kafka's own
 * tool for it is not among the jars of the broker, so it is written by hand here (version 0, as in KIP-554).
 */
export async function addScramLogin(broker: string, user: string, password: string): Promise<void> {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const request = Buffer.concat([
    ...[int16(ALTER_USER_SCRAM_CREDENTIALS), int16(0), int32(1), int16(-1), NO_TAGS],
    ...[compactLength(0), compactLength(1)],
    ...[compact(Buffer.from(user)), Buffer.of(SCRAM_SHA_256), int32(ITERATIONS)],
    ...[compact(salt), compact(salted), NO_TAGS],
    NO_TAGS,
  ]);
  const [host, port] = broker.split(':') as [string, string];
  const socket = connect(Number(port), host);
  try {
    socket.write(Buffer.concat([int32(request.length), request]));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    const errorCode = answer.readInt16BE(BEFORE_NAME + user.length);
    if (errorCode !== 0) throw new Error(`The broker did not take the login of ${user}: error ${errorCode}`);
  } finally {
    socket.destroy();
  }
}

/** Kafka's compact types count from one; below 127 a length is one byte. */
function compactLength(length: number): Buffer {
  return Buffer.of(length + 1);
}

function compact(bytes: Buffer): Buffer {
  return Buffer.concat([compactLength(bytes.length), bytes]);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
