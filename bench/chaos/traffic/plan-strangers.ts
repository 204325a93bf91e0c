import { partitionFor } from '../../../src/platform/kafka/protocol/murmur2.js';
import { PARTITIONS } from '../../servers/servers.js';
import { Chance } from '../chance.js';
import { frameOf } from './encode-batch.js';
import type { TrafficOptions } from './plan-traffic.js';
import {
  type Codec,
  CODECS,
  MARKER_HEADER,
  type PlannedBatch,
  type PlannedRecord,
} from './planned-record.js';
import {
  type Content,
  HEADER_COUNTS,
  inflating,
  largeKey,
  largeValue,
  manyHeaders,
  smallContent,
  type StrangeWish,
} from './strange-content.js';
import { lanesFor, newWish } from './wish.js';
import { header, wrapEvent } from './wrap-event.js';

type Ingredient =
  'small' | 'large value' | 'large key' | 'many headers' | 'inflating' | 'committed' | 'aborted' | 'requests';

/** In turn; two of three batches are small. */
const INGREDIENTS: readonly Ingredient[] = [
  'small',
  'large value',
  'many headers',
  'requests',
  'aborted',
  'small',
  'large key',
  'inflating',
  'large value',
  'committed',
  'many headers',
  'small',
];
const BATCHES_PER_REQUEST = 0.08;
/** Of a long run: each costs the brokers and the run itself a second. */
const MOST_INFLATING = 6;
/** Together 80 MiB. */
const INFLATING_RECORDS = 20;
/** Compress 80 MiB to what a broker takes. */
const STRONG_CODECS: readonly Codec[] = ['gzip', 'lz4'];
/** Of which even random bytes are made fast by the small encoders of the tests. */
const CODECS_OF_RANDOM_BYTES: readonly Codec[] = ['none', 'gzip', 'zstd'];
/** Above it a record is not made into objects. */
const MOST_HEADERS_READ = 10_000;

type Unplanned = Content & Pick<PlannedRecord, 'kind' | 'identity' | 'data'>;

/**
 * The batches that strangers send in a run, with every codec and every kind of content, and good requests among them. The
 * same seed gives the same batches. Records are numbered from `firstNumber` on.
 */
export function planStrangers(options: TrafficOptions, firstNumber: number): PlannedBatch[] {
  const planner = new Planner(options, firstNumber);
  const count = Math.max(INGREDIENTS.length, Math.ceil(options.requests * BATCHES_PER_REQUEST));
  return Array.from({ length: count }, (_, i) => planner.batch(i, (i + 0.5) / count));
}

class Planner {
  private readonly chance: Chance;
  private readonly lanes: number;
  private wishes = 0;

  constructor(
    private readonly options: TrafficOptions,
    private next: number,
  ) {
    this.chance = new Chance(options.seed + 2);
    this.lanes = lanesFor(options.requests);
  }

  batch(i: number, moment: number): PlannedBatch {
    const ingredient = this.ingredientOf(i);
    const codec = this.codecFor(ingredient, i);
    const wish = this.newWish();
    const resource = wish.BookingResourceId;
    const lane = Buffer.from(String(resource));
    const common = { moment, resource, isTwin: false };
    const contents = this.contents(ingredient, codec, wish);
    const records = contents.map(({ kind, ...rest }, place): PlannedRecord => {
      const frame = kind === 'stranger' ? frameOfTooLarge(rest, place) : null;
      return { ...rest, ...common, kind: frame === null ? kind : 'too-large', n: this.next + place, frame };
    });
    this.next += records.length;
    const isTransaction = ingredient === 'committed' || ingredient === 'aborted';
    return {
      records,
      codec,
      // Where the lane's other requests go, or nothing could be said about their order.
      partition: partitionFor(lane, PARTITIONS),
      moment,
      transaction: isTransaction ? ingredient : null,
    };
  }

  private ingredientOf(i: number): Ingredient {
    const ingredient = INGREDIENTS[i % INGREDIENTS.length] as Ingredient;
    if (ingredient !== 'inflating') return ingredient;
    return i < MOST_INFLATING * INGREDIENTS.length ? ingredient : 'small';
  }

  private codecFor(ingredient: Ingredient, i: number): Codec {
    if (ingredient === 'inflating') return this.chance.oneOf(STRONG_CODECS);
    if (ingredient === 'committed' || ingredient === 'aborted') return 'none';
    return CODECS[(i + Math.floor(i / INGREDIENTS.length)) % CODECS.length] as Codec;
  }

  private contents(ingredient: Ingredient, codec: Codec, wish: ReturnType<typeof newWish>): Unplanned[] {
    const { chance } = this;
    const contents: Unplanned[] = [];
    const request = (kind: 'request' | 'aborted', more = 0) =>
      contents.push(this.request(kind, wish.BookingResourceId, this.next + contents.length, more));
    const stranger = (make: (wish: StrangeWish) => Content) =>
      contents.push(this.stranger(make, wish, this.next + contents.length));
    switch (ingredient) {
      case 'committed':
      case 'aborted':
        for (let i = 0; i < 3; i++) request(ingredient === 'aborted' ? 'aborted' : 'request');
        return contents;
      case 'requests':
        for (let i = 0; i < 4; i++) request('request', chance.oneOf([0, 0, 400]));
        return contents;
      case 'small':
        for (let i = 3 + chance.below(12); i > 0; i--) stranger(smallContent);
        break;
      case 'large value': {
        const compresses = !CODECS_OF_RANDOM_BYTES.includes(codec) || chance.happens(0.5);
        stranger((strange) => largeValue(strange, compresses));
        break;
      }
      case 'large key':
        stranger(largeKey);
        break;
      case 'many headers':
        stranger((strange) => manyHeaders(strange, chance.oneOf(HEADER_COUNTS)));
        break;
      case 'inflating':
        for (let i = 0; i < INFLATING_RECORDS; i++) stranger(inflating);
    }
    request('request');
    return contents;
  }

  private stranger(make: (wish: StrangeWish) => Content, data: StrangeWish['data'], n: number): Unplanned {
    const { chance, options } = this;
    const content = make({ n, data, noteCanary: options.noteCanary, chance });
    return { ...content, kind: 'stranger', identity: null, data: null };
  }

  /** A good request of this lane, with so many headers that nobody reads. */
  private request(kind: 'request' | 'aborted', resource: number, n: number, moreHeaders: number): Unplanned {
    const { seed, topic, noteCanary } = this.options;
    const note = `${noteCanary} ${n}: prosím tiše`;
    const data = { ...this.newWish(), BookingResourceId: resource, CustomerNote: note };
    const form = this.chance.oneOf(['binary', 'structured', 'bare'] as const);
    const event = wrapEvent(form, `stranger-${seed}-${n}`, data, topic);
    const more = Array.from({ length: moreHeaders }, (_, i) => header(`x-${i % 7}`, String(i)));
    const headers = [...event.headers, ...more, header(MARKER_HEADER, String(n))];
    return { ...event, headers, kind, data, key: Buffer.from(String(resource)) };
  }

  /** Behind those of all other requests. */
  private newWish() {
    return newWish(this.options.requests + this.wishes++, this.lanes, this.options.now, this.chance);
  }
}

/** What a broker takes as a whole batch by default is kept whole, and no more. */
const LARGEST_KEPT_BYTES = 1_048_588;

/** Null for a record that is not too large to be kept. */
function frameOfTooLarge(content: Content, place: number): PlannedRecord['frame'] {
  const { key, value, headers } = content;
  const hasManyHeaders = headers.length > MOST_HEADERS_READ;
  if (!hasManyHeaders && (key?.length ?? 0) + (value?.length ?? 0) < LARGEST_KEPT_BYTES / 2) return null;
  const frame = frameOf(content, place);
  return hasManyHeaders || frame.size > LARGEST_KEPT_BYTES ? frame : null;
}
