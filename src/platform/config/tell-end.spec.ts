import { describe, expect, it } from '@jest/globals';
import { hideInLogs } from '../logging/hidden-values.js';
import { ConfigProblems } from './config-problems.js';
import { tellEnd } from './tell-end.js';

/** What is written to both streams, each a terminal or not. */
function told(error: unknown, terminals: { stdout: boolean; stderr: boolean }) {
  const lines = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: terminals[name],
    write: (text: string) => (lines[name] += text),
  });
  tellEnd(error, stream('stdout'), stream('stderr'));
  return lines;
}

const problems = [
  { variable: 'DATABASE_URL', message: 'is missing. As postgresql://user:password@host:5432/x' },
];
const unusable = new ConfigProblems(problems);

describe('the reason of an end', () => {
  it('is one JSON line with every problem and its whole rule where the output is collected, and nothing else', () => {
    const { stdout, stderr } = told(unusable, { stdout: false, stderr: false });
    expect(stdout).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(stdout)).toEqual({
      level: 'fatal',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      problems,
      msg: unusable.message,
    });
    expect(stderr).toBe('');
  });

  it('is text at a terminal, also where only the errors go to one', () => {
    expect(told(unusable, { stdout: true, stderr: true })).toEqual({
      stdout: '',
      stderr: `${unusable.message}\n`,
    });
    expect(told(unusable, { stdout: false, stderr: true })).toMatchObject({
      stderr: `${unusable.message}\n`,
    });
    expect(told(unusable, { stdout: true, stderr: false })).toMatchObject({
      stderr: `${unusable.message}\n`,
    });
  });

  it('holds no secret', () => {
    hideInLogs('SPEC_ONLY', 'geheim-2j5k8x4v');
    const { stdout, stderr } = told(new Error('cannot log in as geheim-2j5k8x4v'), {
      stdout: false,
      stderr: true,
    });
    expect(stdout + stderr).not.toContain('2j5k8x4v');
    expect(JSON.parse(stdout)).toMatchObject({ level: 'fatal', msg: 'cannot log in as [secret]' });
  });
});
