import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ADDRESS_FILE } from './local-stack.js';

/** Where the running demo is found. */
export interface DemoAddress {
  readonly brokers: string;
  /** The readiness of its bridge, once that has started. */
  readonly readiness?: string;
}

/** The demo that runs in this folder with a broker; null for none. */
export function demoAddress(): DemoAddress | null {
  return existsSync(ADDRESS_FILE) ? (JSON.parse(readFileSync(ADDRESS_FILE, 'utf8')) as DemoAddress) : null;
}

/** Adds the readiness of the bridge to the address of a demo that has a broker. */
export function noteReadiness(url: string): void {
  const address = demoAddress();
  if (address !== null) writeFileSync(ADDRESS_FILE, JSON.stringify({ ...address, readiness: url }));
}
