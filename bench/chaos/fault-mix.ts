import { type ArmedFault, type FaultName, FAULTS } from '../../src/simulator/faults.js';
import { TIMES } from './settings.js';

/** Faults by rate, as the simulator's admin port takes them. */
export type FaultMix = readonly ArmedFault[];

const ACTIONS: Readonly<Record<string, string>> = {
  create: 'EmsLike/CreateBooking',
  read: 'Event/GetListByCustomer',
  token: 'Authorize/GetShortTimeToken',
};

/** About every fifth create goes wrong, every eighth reading and every tenth token. */
const DEFAULT_RATES: Readonly<Record<string, number>> = {
  slow: 0.03,
  lag: 0.03,
  hang: 0.01,
  'booked-then-hang': 0.01,
  'reset-before': 0.01,
  'booked-then-reset': 0.02,
  'booked-late': 0.02,
  '500-before': 0.01,
  '500-after': 0.01,
  '502-before': 0.005,
  '502-after': 0.005,
  '503-before': 0.005,
  '503-after': 0.005,
  '504-before': 0.005,
  '504-after': 0.005,
  '503-retry-after': 0.003,
  '429-retry-after': 0.003,
  html: 0.01,
  truncated: 0.01,
  empty: 0.01,
  'expired-token': 0.01,
  'read:500-before': 0.03,
  'read:hang': 0.01,
  'read:reset-before': 0.02,
  'read:truncated': 0.02,
  'read:expired-token': 0.01,
  'read:lag': 0.05,
  'token:500-before': 0.05,
  'token:reset-before': 0.05,
};

/**
 * Reads a mix: names of mixes (`default`, `none`) and `fault=rate` pairs, separated by commas, later ones win. A fault
 * strikes creates unless it is written as `read:fault` or `token:fault`. Throws with what it does not know.
 */
export function readFaultMix(text: string): FaultMix {
  const rates = new Map<string, number>();
  for (const part of text.split(',').map((p) => p.trim())) {
    if (part === 'default') Object.entries(DEFAULT_RATES).forEach(([name, rate]) => rates.set(name, rate));
    else if (part === 'none') rates.clear();
    else rates.set(...readPair(part));
  }
  return [...rates].filter(([, rate]) => rate > 0).map(([name, rate]) => armed(name, rate));
}

function readPair(part: string): [string, number] {
  const [name = '', rate = ''] = part.split('=');
  const value = Number(rate);
  if (rate === '' || !(value >= 0 && value <= 1)) {
    throw new Error(`--faults: "${part}" must be default, none, or fault=rate with a rate from 0 to 1.`);
  }
  armed(name, value);
  return [name, value];
}

function armed(name: string, rate: number): ArmedFault {
  const [fault = '', prefix = 'create'] = name.split(':').toReversed();
  const action = ACTIONS[prefix];
  if (!Object.hasOwn(FAULTS, fault) || action === undefined) {
    const known = `${Object.keys(FAULTS).join(', ')}, each also with ${Object.keys(ACTIONS).join(':, ')}:`;
    throw new Error(`--faults: "${name}" is no fault. Known: ${known}`);
  }
  const delayMs = delayOf(fault as FaultName, prefix);
  return { fault: fault as FaultName, action, rate, ...(delayMs === null ? {} : { delayMs }) };
}

/** How long late, slow and lagging ones take: up to what the quarantine believes in, and never beyond. */
function delayOf(fault: FaultName, prefix: string): readonly [number, number] | null {
  if (fault === 'booked-late') return [100, TIMES.latestCommit];
  if (fault === 'lag') return [200, prefix === 'read' ? TIMES.readLag : TIMES.showLag];
  if (fault === 'slow') return [50, TIMES.callTimeout - 500];
  return null;
}
