import { describe, expect, it } from '@jest/globals';
import { ADMIN_ACTIONS } from './admin.js';
import { simulatorCommand, simulatorOptions } from './command.js';
import { FAULTS } from './faults.js';

const parse = (...flags: string[]) => {
  const command = simulatorCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return simulatorOptions(command.parse(flags, { from: 'user' }));
};

describe('the command line of the simulator', () => {
  it('without flags stands where the demo and the compose file look for it', () => {
    expect(parse()).toEqual({
      host: '127.0.0.1',
      port: 8090,
      adminPort: 8091,
      seed: 1,
      longTimeToken: 'simulator-long-time-token',
      tokenLifetimeMs: 1_800_000,
      readLagMs: 0,
      hidesCancelled: false,
    });
  });

  it.each<[string[], object]>([
    [['--host', '0.0.0.0'], { host: '0.0.0.0' }],
    [['--port', '0', '--admin-port', '65535'], { port: 0, adminPort: 65_535 }],
    [['--seed', '7'], { seed: 7 }],
    [['--long-time-token', 'x'], { longTimeToken: 'x' }],
    [['--token-life-seconds', '5'], { tokenLifetimeMs: 5_000 }],
    [['--read-lag-ms', '250'], { readLagMs: 250 }],
    [['--ledger-file', 'ledger.jsonl'], { ledgerFile: 'ledger.jsonl' }],
    [['--timestamp-minutes', '5'], { timeStampToleranceMs: 300_000 }],
    [['--hide-cancelled'], { hidesCancelled: true }],
  ])('%j means %j', (flags, options) => {
    expect(parse(...flags)).toMatchObject(options);
  });

  it.each([
    ['--port', '65536'],
    ['--port', 'x'],
    ['--seed', '1.5'],
    ['--token-life-seconds', '0'],
    ['--timestamp-minutes', ''],
  ])('%s "%s" is refused with the rule', (flag, value) => {
    expect(() => parse(flag, value)).toThrow(/It must be a whole number of \d+ (or more|to 65535)\./);
  });

  it('explains every flag, all that the admin port can do, and every fault', () => {
    let help = '';
    const command = simulatorCommand().configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    for (const option of command.options) expect(help).toContain(option.description.slice(0, 20));
    for (const [name, { does }] of Object.entries(ADMIN_ACTIONS))
      expect(help).toMatch(new RegExp(`${name} +${escaped(does)}`));
    for (const fault of Object.keys(FAULTS)) expect(help).toContain(fault);
  });
});

function escaped(text: string): string {
  return text.replace(/[?[\](){}.]/g, '\\$&');
}
