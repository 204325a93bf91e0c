// A test that no pattern of jest.config.cjs matches would never run, and nobody would notice.
import { execFileSync } from 'node:child_process';

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'bench', 'test'], {
  encoding: 'utf8',
}).split('\n');
const looksLikeATest = /([.-]spec|\.test)\.[cm]?[jt]sx?$/;
const runs = /^((src|bench)\/.*\.spec\.ts|test\/e2e\/.*\.e2e-spec\.ts)$/;
const lost = files.filter((file) => looksLikeATest.test(file) && !runs.test(file));
if (lost.length > 0) {
  console.error(`These look like tests and never run: ${lost.join(', ')}`);
  process.exit(1);
}
