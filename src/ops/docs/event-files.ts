import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Injection token of the folder of {@link EVENT_FILES}. */
export const EVENT_FILES_FOLDER = Symbol('folder of the files that the page of events needs');

/** Where a build leaves them, and a start finds them. */
export const BUILT_EVENT_FILES = fileURLToPath(new URL('../../../dist/event-docs', import.meta.url));

/** What the page of events needs besides itself, with the content type of each. */
export const EVENT_FILES = {
  'asyncapi.yaml': 'application/yaml; charset=utf-8',
  'viewer.js': 'text/javascript; charset=utf-8',
  'viewer.css': 'text/css; charset=utf-8',
} as const;

/** A name of {@link EVENT_FILES}. */
export type EventFile = keyof typeof EVENT_FILES;

const PACKAGE = '@asyncapi/react-component';
/** Paths in the package of the viewer, and the names that they get. The licences travel with the code. */
const OF_PACKAGE = [
  ['browser/standalone/index.js', 'viewer.js'],
  ['browser/standalone/index.js.LICENSE.txt', 'viewer.js.LICENSE.txt'],
  ['styles/default.min.css', 'viewer.css'],
  ['LICENSE', 'viewer.LICENSE.txt'],
] as const;

/**
 * Copies the viewer, which only a development installation has, and the AsyncAPI document `contract` if there is one
 * into `folder`, so that an image needs these files and none of the packages that they are made of.
 */
export async function copyEventFiles(folder: string, contract: string): Promise<void> {
  const root = dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
  await mkdir(folder, { recursive: true });
  for (const [path, name] of OF_PACKAGE) await copyFile(join(root, path), join(folder, name));
  if (existsSync(contract)) await copyFile(contract, join(folder, 'asyncapi.yaml'));
}
