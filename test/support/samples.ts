import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { kafkaCacheFolder, kafkaClassPath } from '../../src/platform/embedded/kafka-distribution.js';
import { isThere, javaIsThere, pythonWith, type Ran, run, warnOfMissing } from './run-program.js';

/** A sample of the documents, as a person would start it: with settings, and an id and the data as JSON as arguments. */
export type Sample = (env: Readonly<Record<string, string>>, ...args: string[]) => Promise<Ran>;

/** The class path of the broker has a logger; that of the sample's pom has none. */
const SILENT = '-Dorg.slf4j.simpleLogger.defaultLogLevel=off';
const EXAMPLES = resolve('docs/examples');

/** The samples by name; `null` for one whose program is not installed here, which is then said aloud. */
export async function findSamples(): Promise<[name: string, sample: Sample | null][]> {
  const hasKcat = (await isThere('kcat', ['-V'])) && (await isThere('jq', ['--version']));
  const kcat = hasKcat ? join(EXAMPLES, 'kcat.sh') : null;
  const python = await pythonWith('kafka');
  const java = await compiledJava();
  const go = await compiledGo();
  /** A program that is started with these arguments before those of the test. */
  const sample = (program: string | null, ...args: string[]): Sample | null =>
    program === null ? null : (env, ...more) => run(program, [...args, ...more], env);
  const samples = Object.entries({
    'kcat in binary mode': sample(kcat, 'binary'),
    'kcat in structured mode': sample(kcat, 'structured'),
    'kcat with bare JSON': sample(kcat, 'bare'),
    Python: sample(python, join(EXAMPLES, 'request_booking.py')),
    Java: java === null ? null : sample('java', SILENT, '-cp', java, 'RequestBooking'),
    Go: sample(go),
  });
  const missing = samples.flatMap(([name, found]) => (found === null ? [name] : []));
  warnOfMissing(
    missing,
    'For all of them: apt-get install kcat jq python3-kafka default-jdk-headless golang; cd docs/examples/go && go mod download',
  );
  return samples;
}

/** The class path of the compiled Java sample. */
async function compiledJava(): Promise<string | null> {
  if (!(await javaIsThere())) return null;
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

/** The program that Go makes of its sample; null without Go, or without the sample's modules in its cache. */
async function compiledGo(): Promise<string | null> {
  const program = join(process.env['TEST_STACK_FOLDER'] ?? '', 'go-sample');
  const env = { HOME: homedir(), GOPROXY: 'off', GOFLAGS: '-mod=readonly' };
  const { code, err } = await run('go', ['build', '-C', join(EXAMPLES, 'go'), '-o', program, '.'], env);
  if (code !== 0 && code !== null && !err.includes('GOPROXY=off'))
    throw new Error(`The Go sample does not compile:\n${err}`);
  return code === 0 ? program : null;
}
