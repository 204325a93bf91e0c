import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withFolderLock } from './folder-lock.js';
import { freePort } from './free-port.js';
import { isBroker } from './kafka-broker.js';
import { javaVersion, kafkaClassPath } from './kafka-distribution.js';
import { commandLineOf, isRunning, markOf } from './process-facts.js';
import { waitUntil } from './wait-until.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervision-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a process', () => {
  it('is told from another one with the same pid, and counts as gone when it is dead', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)', 'a-word-of-its-own']);
    const mark = await waitUntil('the child', 5_000, () => markOf(child.pid ?? 0));
    expect(isRunning(mark)).toBe(true);
    expect(isRunning({ ...mark, startedAt: 'at another time' })).toBe(false);
    expect(commandLineOf(mark.pid)).toContain('a-word-of-its-own');
    expect(isBroker(mark.pid, folder)).toBe(false);
    child.kill('SIGKILL');
    await waitUntil('its end', 5_000, () => !isRunning(mark));
    expect(commandLineOf(mark.pid)).toBeNull();
  });
});

describe('the lock of a folder', () => {
  it('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = () =>
      withFolderLock(folder, async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside--;
      });
    await Promise.all([work(), work(), work()]);
    expect(most).toBe(1);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('is opened after work that fails', async () => {
    await expect(withFolderLock(folder, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(withFolderLock(folder, async () => 'done')).resolves.toBe('done');
  });

  it('does not outlive a holder that was killed', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, startedAt: '1' }));
    await expect(withFolderLock(folder, async () => 'done')).resolves.toBe('done');
  });
});

describe('a free port', () => {
  it('is the preferred one unless somebody listens there', async () => {
    const port = await freePort(null);
    expect(await freePort(port)).toBe(port);
    expect(await freePort(port, [port])).not.toBe(port);
    const server = createServer().unref();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await freePort(port)).not.toBe(port);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('the Kafka distribution', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ['The operation couldn’t be completed. Unable to locate a Java Runtime.', null],
  ])('reads the version of Java from %s', (printed, version) => expect(javaVersion(printed)).toBe(version));

  it('needs no Maven while the remembered jars are there', async () => {
    writeFileSync(join(folder, 'a.jar'), '');
    writeFileSync(join(folder, 'classpath'), `${join(folder, 'a.jar')}\n`);
    expect(await kafkaClassPath(folder)).toBe(join(folder, 'a.jar'));
  });
});
