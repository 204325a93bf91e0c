import type { Facts, Violation } from '../facts.js';

/** I10: secrets and customers' texts were found nowhere that they must not be. */
export function noLeaks({ leaks }: Pick<Facts, 'leaks'>): Violation[] {
  return leaks.map(({ where, what }) => ({ id: where, what: `holds ${what}` }));
}
