import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from './chance.js';
import type { Fleet } from './processes/fleet.js';
import type { InstanceProcess } from './processes/instance-process.js';
import type { Servers } from '../servers/servers.js';
import { TIMES } from './settings.js';

/** What was done to the processes of a run. */
export interface Crashes {
  killed: number;
  terminated: number;
  frozen: number;
  joinedOrLeft: number;
  postgresCrashes: number;
  kafkaCrashes: number;
}

/** How much is done, for `requests` requests within `milliseconds`. */
export interface DisturbancePlan {
  readonly requests: number;
  readonly milliseconds: number;
  readonly instances: number;
  /** Whether PostgreSQL and Kafka are killed too. */
  readonly crashServers: boolean;
}

const KILLS_PER_REQUEST = 1 / 90;
const FEWEST_KILLS = 10;
const KILLS_PER_BURST = 2;
const BURST_MS = 2_000;
const WAIT_FOR_INSTANCE_MS = 10_000;
const SERVER_CRASHES = { each: 40, atMost: 5 };

/**
 * Kills, stops and freezes processes until the time is over. Kills come in bursts, because a consumer group needs some
 * seconds after a kill before it reads on, and without pauses nothing would be read at all.
 */
export class Disturbance {
  readonly crashes: Crashes = {
    killed: 0,
    terminated: 0,
    frozen: 0,
    joinedOrLeft: 0,
    postgresCrashes: 0,
    kafkaCrashes: 0,
  };
  private readonly thaws: Promise<void>[] = [];

  constructor(
    private readonly fleet: Fleet,
    private readonly servers: Servers,
    private readonly plan: DisturbancePlan,
    private readonly chance: Chance,
  ) {}

  /** Resolves when the time is over and nothing is frozen any more. */
  async run(): Promise<void> {
    const { requests, milliseconds, crashServers } = this.plan;
    const kills = Math.max(FEWEST_KILLS, Math.ceil(requests * KILLS_PER_REQUEST));
    const bursts = Math.max(1, Math.round(kills / KILLS_PER_BURST));
    const serverCrashes = crashServers
      ? Math.min(SERVER_CRASHES.atMost, Math.ceil(kills / SERVER_CRASHES.each))
      : 0;
    const crashAfter = crashMoments(bursts, serverCrashes);
    const begin = Date.now();
    for (let burst = 0; burst < bursts; burst++) {
      await until(begin + (milliseconds * (burst + 0.5)) / bursts);
      await this.burst(Math.ceil(kills / bursts));
      if (crashAfter.has(burst)) await this.crashAServer(burst);
    }
    await until(begin + milliseconds);
    await Promise.all(this.thaws);
    this.fleet.resize(this.plan.instances);
  }

  private async burst(kills: number): Promise<void> {
    for (let i = 0; i < kills; i++) {
      await this.strike('killed', (instance) => this.fleet.kill(instance));
      if (this.chance.happens(0.15))
        await this.strike('terminated', (instance) => this.fleet.terminate(instance));
      if (this.chance.happens(0.15)) await this.strike('frozen', (instance) => this.freeze(instance));
      if (this.chance.happens(0.1)) this.joinOrLeave();
      await delay(this.chance.between(0, (2 * BURST_MS) / kills));
    }
  }

  /** Does this to an instance that serves, once there is one. */
  private async strike(what: keyof Crashes, how: (instance: InstanceProcess) => void): Promise<void> {
    await this.fleet.hasReady(1, WAIT_FOR_INSTANCE_MS);
    const { ready } = this.fleet;
    if (ready.length === 0) return;
    how(this.chance.oneOf(ready));
    this.crashes[what] += 1;
  }

  /** For longer than the lease, and sometimes for longer than the quarantine. */
  private freeze(instance: InstanceProcess): void {
    instance.freeze();
    const long = this.chance.between(TIMES.lease + 500, TIMES.lease + TIMES.quarantine + 6_000);
    this.thaws.push(delay(long).then(() => instance.thaw()));
  }

  private joinOrLeave(): void {
    this.fleet.resize(Math.max(1, this.plan.instances + this.chance.below(3) - 1));
    this.crashes.joinedOrLeft += 1;
  }

  private async crashAServer(burst: number): Promise<void> {
    if (burst % 2 === 0) {
      await this.servers.crashPostgres();
      this.crashes.postgresCrashes += 1;
    } else {
      await this.servers.crashKafka();
      this.crashes.kafkaCrashes += 1;
    }
  }
}

/** After which bursts a server is crashed: each kind `crashes` times, spread over the run, even ones PostgreSQL. */
function crashMoments(bursts: number, crashes: number): ReadonlySet<number> {
  const moments = new Set<number>();
  for (let i = 0; i < crashes; i++) {
    const even = 2 * Math.floor(((i + 0.3) / crashes) * (bursts / 2));
    moments.add(even).add(Math.min(even + 1, Math.max(1, bursts - 1)));
  }
  return moments;
}

async function until(moment: number): Promise<void> {
  await delay(Math.max(0, moment - Date.now()));
}
