import { Injectable } from '@nestjs/common';
import { WakeUp } from './wake-up.js';

/** Lets a stage wake the next one in the same process at once; work of other instances is found by polling. */
@Injectable()
export class StageWakeUps {
  /** Requests were stored or lanes became free. */
  readonly dispatch = new WakeUp();
  /** Outcomes became unknown. */
  readonly reconciliation = new WakeUp();
  /** Events are owed. */
  readonly relay = new WakeUp();
}
