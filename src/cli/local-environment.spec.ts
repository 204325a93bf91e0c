import { describe, expect, it } from '@jest/globals';
import { VARIABLES } from '../platform/config/variables.js';
import { chosenEnvironment, localEnvironment } from './local-environment.js';

const settings = Object.keys(VARIABLES).flatMap((name) => [name, `${name}_FILE`]);
const shell = {
  PATH: '/bin',
  HOME: '/home/someone',
  ...Object.fromEntries(settings.map((name) => [name, `value of ${name}`])),
};

describe('the environment of a program for this machine', () => {
  it('has no setting of the service, and everything else', () => {
    expect(localEnvironment(shell).env).toEqual({ PATH: '/bin', HOME: '/home/someone' });
  });

  it('names what it left out, and not what was set to nothing', () => {
    expect(localEnvironment({ ...shell, KAFKA_BROKERS: '' }).leftOut).toEqual(
      settings.filter((name) => name !== 'KAFKA_BROKERS'),
    );
  });

  it('says the names of what it left out, and no value', () => {
    const said: string[] = [];
    chosenEnvironment({ KAFKA_BROKERS: 'kafka.example:9092' }, false, (text) => said.push(text));
    expect(said).toEqual([expect.stringContaining('KAFKA_BROKERS')]);
    expect(said.join()).not.toContain('kafka.example');
  });

  it('is the whole one, without a word, when that is asked for', () => {
    const said: string[] = [];
    expect(chosenEnvironment(shell, true, (text) => said.push(text))).toBe(shell);
    expect(said).toEqual([]);
  });
});
