import { createdSamples } from './created.js';
import { deadLetterSamples } from './dead-letters.js';
import { failedSamples } from './failed.js';
import { requestSamples } from './requests.js';
import type { Sample } from './sample.js';

/** Every sample of the contract. The same code gives the same samples: their ids and times are fixed. */
export function contractSamples(): Sample[] {
  return [...requestSamples(), ...createdSamples(), ...failedSamples(), ...deadLetterSamples()];
}
