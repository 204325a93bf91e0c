import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kafkaCacheFolder, kafkaClassPath } from '../../src/platform/embedded/kafka-distribution.js';

/** What a program printed and how it ended; `null` when it could not be started. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A sample of the documents, as a person would start it: with settings, an id, and the data as JSON. */
export type Sample = (env: Readonly<Record<string, string>>, id: string, data: string) => Promise<Ran>;

const EXAMPLES = resolve('docs/examples');
const FILE_NOT_FOUND = 'ENOENT';

/** The samples by name; `null` for one whose program is not installed here, which is then said aloud. */
export async function findSamples(): Promise<[name: string, sample: Sample | null][]> {
  const kcat = (await isThere('kcat', ['-V'])) ? join(EXAMPLES, 'kcat.sh') : null;
  const python = await pythonWithKafka();
  const java = await compiledJava();
  /** A program that is started with these arguments before the id and the data. */
  const sample = (program: string | null, ...args: string[]): Sample | null =>
    program === null ? null : (env, id, data) => run(program, [...args, id, data], env);
  const samples = Object.entries({
    'kcat in binary mode': sample(kcat, 'binary'),
    'kcat in structured mode': sample(kcat, 'structured'),
    'kcat with bare JSON': sample(kcat, 'bare'),
    Python: sample(python, join(EXAMPLES, 'request_booking.py')),
    Java: java === null ? null : sample('java', '-cp', java, 'RequestBooking'),
  });
  const missing = samples.flatMap(([name, found]) => (found === null ? [name] : []));
  if (missing.length > 0) {
    const line = '!'.repeat(80);
    process.stderr.write(
      `\n${line}\n!! NOT EXECUTED, because their programs are not installed: ${missing.join(', ')}.\n` +
        `!! For all of them: apt-get install kcat python3-kafka default-jdk-headless\n${line}\n\n`,
    );
  }
  return samples;
}

/** Debian's python3-kafka belongs to Debian's Python, which need not be the first in the path. */
async function pythonWithKafka(): Promise<string | null> {
  for (const python of ['python3', '/usr/bin/python3'])
    if (await isThere(python, ['-c', 'import kafka'])) return python;
  return null;
}

/** The class path of the compiled Java sample. */
async function compiledJava(): Promise<string | null> {
  if (!(await isThere('javac', ['-version']))) return null;
  const folder = join(process.env['TEST_STACK_FOLDER'] ?? '', 'java-sample');
  const kafka = await kafkaClassPath(kafkaCacheFolder());
  mkdirSync(folder, { recursive: true });
  const file = join(EXAMPLES, 'java', 'RequestBooking.java');
  const { code, err } = await run(
    'javac',
    ['-Werror', '-Xlint:all,-path', '-d', folder, '-cp', kafka, file],
    {},
  );
  if (code !== 0) throw new Error(`The Java sample does not compile:\n${err}`);
  return `${folder}:${kafka}`;
}

async function isThere(program: string, args: string[]): Promise<boolean> {
  return (await run(program, args, {})).code === 0;
}

function run(program: string, args: string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((done) => {
    const options = { env: { PATH: process.env['PATH'], ...env }, maxBuffer: 2 ** 24 };
    execFile(program, args, options, (error, out, err) => {
      if (error === null) done({ code: 0, out, err });
      else done({ code: error.code === FILE_NOT_FOUND ? null : Number(error.code), out, err });
    });
  });
}
