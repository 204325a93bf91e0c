import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { withFolderLock } from './folder-lock.js';
import { lastLines, runProgram } from './run-program.js';

/** The Apache Kafka that is run; its jars come from Maven, about 68 MB, once per user of the machine. */
export const KAFKA_VERSION = '4.4.0';

/** Whether Apache Kafka can be run on this machine, and if not, what is missing, in a sentence for a person. */
export type KafkaRuntime =
  'available' | { readonly missing: 'java' | 'maven' | 'posix'; readonly why: string };

const LOWEST_JAVA = 17;
const OWN_BROKER = 'or set KAFKA_BROKERS to use a Kafka of your own.';

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>kafka-broker</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version></plugin>
    </plugins>
  </build>
</project>
`;

/** Where the class path of this Kafka version is remembered, for every checkout of the same user. */
export function kafkaCacheFolder(): string {
  return join(homedir(), '.cache', 'reservanto-bridge', `kafka-${KAFKA_VERSION}`);
}

/** Looks for Java 17 and for Maven, or jars from an earlier time instead of Maven. Never throws. */
export async function kafkaRuntime(cacheFolder = kafkaCacheFolder()): Promise<KafkaRuntime> {
  if (process.platform === 'win32') {
    return {
      missing: 'posix',
      why: `The local Kafka is looked after with POSIX signals; use WSL, ${OWN_BROKER}`,
    };
  }
  const java = await runProgram('java', ['-version']);
  const version = java.code === 0 ? javaVersion(java.output) : null;
  if (version === null || version < LOWEST_JAVA) {
    const found = version === null ? 'no Java was found' : `this is Java ${version}`;
    return {
      missing: 'java',
      why: `Apache Kafka needs Java ${LOWEST_JAVA} or later, and ${found}. Install a JRE, ${OWN_BROKER}`,
    };
  }
  if (cachedClassPath(cacheFolder) !== null || (await runProgram('mvn', ['-v'])).code === 0)
    return 'available';
  return {
    missing: 'maven',
    why: `Apache Kafka ${KAFKA_VERSION} is fetched with Maven once, and there is no mvn. Install Maven, ${OWN_BROKER}`,
  };
}

/** The main number in what `java -version` prints: 17 of "17.0.15", 8 of "1.8.0_402"; `null` when there is none. */
export function javaVersion(printed: string): number | null {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(printed) ?? [];
  if (first === undefined) return null;
  return first === '1' && second !== undefined ? Number(second) : Number(first);
}

/** The class path of Kafka, fetched with Maven when its jars are not all there. Safe to ask from several processes at once. */
export async function kafkaClassPath(
  cacheFolder: string,
  onProgress?: (text: string) => void,
): Promise<string> {
  return (
    cachedClassPath(cacheFolder) ??
    withFolderLock(cacheFolder, async () => cachedClassPath(cacheFolder) ?? fetch(cacheFolder, onProgress))
  );
}

async function fetch(cacheFolder: string, onProgress?: (text: string) => void): Promise<string> {
  onProgress?.(`Fetching Apache Kafka ${KAFKA_VERSION} with Maven (about 68 MB, once)`);
  const work = join(cacheFolder, randomUUID());
  mkdirSync(work, { recursive: true });
  try {
    const pom = join(work, 'pom.xml');
    const result = join(work, 'classpath');
    writeFileSync(pom, POM);
    const { code, output } = await runProgram('mvn', [
      ...['-q', '-B', '-Dstyle.color=never', '-f', pom, 'dependency:build-classpath'],
      ...[`-Dmdep.outputFile=${result}`, `-Dmdep.pathSeparator=${delimiter}`],
    ]);
    if (code !== 0 || !existsSync(result)) {
      throw new Error(
        `Maven could not fetch Apache Kafka ${KAFKA_VERSION}: ${firstError(output)}\n` +
          `Connect to the network once, or name a mirror in Maven's settings.xml, ${OWN_BROKER}`,
      );
    }
    renameSync(result, classPathFile(cacheFolder));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return readFileSync(classPathFile(cacheFolder), 'utf8').trim();
}

/** `null` when nothing is remembered, or a jar has gone since. */
function cachedClassPath(cacheFolder: string): string | null {
  const file = classPathFile(cacheFolder);
  if (!existsSync(file)) return null;
  const classPath = readFileSync(file, 'utf8').trim();
  return classPath !== '' && classPath.split(delimiter).every((jar) => existsSync(jar)) ? classPath : null;
}

function classPathFile(cacheFolder: string): string {
  return join(cacheFolder, 'classpath');
}

function firstError(output: string): string {
  return output.split('\n').find((line) => line.includes('ERROR')) ?? lastLines(output);
}
