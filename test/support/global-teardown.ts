import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Ends the servers of the run and removes its folder, whatever became of the tests. */
export default async function globalTeardown(): Promise<void> {
  const folder = process.env['TEST_STACK_FOLDER'];
  if (folder === undefined) return;
  const program = join(folder, 'code/test/support/run-servers.js');
  execFileSync(process.execPath, [program, 'end', folder], { stdio: 'inherit' });
}
