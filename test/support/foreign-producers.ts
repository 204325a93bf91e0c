import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kafkaCacheFolder, kafkaClassPath } from '../../src/platform/embedded/kafka-distribution.js';
import { isThere, javaIsThere, pythonWith, run } from './run-program.js';

const SOURCES = resolve('test/support/foreign');

/** The codecs of Kafka, by the names that producers give them. */
export const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
/** A name of {@link CODECS}. */
export type Codec = (typeof CODECS)[number];

/** A record as text, with headers in order; a header without a value is null. */
export interface ForeignRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: readonly (readonly [name: string, value: string | null])[];
}

/** Sends records, compressed; resolves when all are acknowledged. */
export type ForeignProducer = (
  brokers: string,
  topic: string,
  codec: Codec,
  records: readonly ForeignRecord[],
) => Promise<void>;

/** The producers by name; `null` for one whose program is not installed here. */
export async function findForeignProducers(): Promise<[name: string, producer: ForeignProducer | null][]> {
  const python = await pythonWith('confluent_kafka');
  return [
    ['the Java client of Apache Kafka', (await javaIsThere()) ? withJava : null],
    ['librdkafka by kcat', (await isThere('kcat', ['-V'])) ? withKcat : null],
    ['librdkafka by confluent-kafka', python === null ? null : withConfluent(python)],
  ];
}

/** Runs a script of ProduceScript.java: one list of fields for each line. */
export async function runJavaScript(
  brokers: string,
  topic: string,
  script: readonly (readonly string[])[],
): Promise<void> {
  const classPath = await compiledScript();
  await feed('java', ['-Xmx128m', '-cp', classPath, 'ProduceScript', brokers, topic], script);
}

/** The line of a script that sends a record. */
export const sendLine = ({ key, value, headers }: ForeignRecord): string[] => [
  'send',
  key,
  value,
  ...headerFields(headers),
];

const headerFields = (headers: ForeignRecord['headers']) =>
  headers.map(([name, value]) => (value === null ? name : `${name}=${value}`));

const withJava: ForeignProducer = (brokers, topic, codec, records) =>
  // All in few batches: one batch per partition is what a busy producer sends.
  runJavaScript(brokers, topic, [
    ['producer', `compression.type=${codec}`, 'linger.ms=200', 'batch.size=200000'],
    ...records.map(sendLine),
  ]);

/** kcat gives all records of a run the same headers. */
const withKcat: ForeignProducer = async (brokers, topic, codec, records) => {
  const headers = records[0]?.headers.flatMap(([name, value]) => ['-H', `${name}=${value ?? ''}`]) ?? [];
  await feed(
    'kcat',
    [
      ...['-P', '-b', brokers, '-t', topic, '-X', 'acks=all', '-X', `compression.codec=${codec}`],
      ...['-X', 'linger.ms=100', '-K', '\t', ...headers],
    ],
    records.map(({ key, value }) => [key, value]),
  );
};

const withConfluent =
  (python: string): ForeignProducer =>
  (brokers, topic, codec, records) =>
    feed(
      python,
      [join(SOURCES, 'confluent_producer.py'), brokers, topic, codec],
      records.map(({ key, value, headers }) => [key, value, ...headerFields(headers)]),
    );

let compiling: Promise<string> | null = null;

function compiledScript(): Promise<string> {
  compiling ??= compile();
  return compiling;
}

async function compile(): Promise<string> {
  const folder = join(process.env['TEST_STACK_FOLDER'] ?? '', 'java-producer');
  const kafka = await kafkaClassPath(kafkaCacheFolder());
  mkdirSync(folder, { recursive: true });
  const file = join(SOURCES, 'ProduceScript.java');
  const { code, err } = await run('javac', ['-Xlint:all,-path', '-d', folder, '-cp', kafka, file], {});
  if (code !== 0) throw new Error(`ProduceScript.java does not compile:\n${err}`);
  return `${folder}:${kafka}`;
}

/** Runs a program with lines of fields as its input; throws what it says when it fails. */
function feed(program: string, args: string[], lines: readonly (readonly string[])[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', failed);
    child.once('close', (code) =>
      code === 0 ? done() : failed(new Error(`${program} ended with ${code}:\n${said.slice(-2_000)}`)),
    );
    child.stdin.once('error', () => undefined);
    child.stdin.end(lines.map((fields) => `${fields.join('\t')}\n`).join(''));
  });
}
