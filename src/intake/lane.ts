import { createHash } from 'node:crypto';

/** What keeps requests apart: those of one resource, or of one record key, go one after the other; or nothing does. */
export type LaneRule = 'resource' | 'key' | 'none';

interface Laned {
  readonly call: { readonly BookingResourceId: number } | null;
  readonly key: Buffer | null;
  readonly reference: string;
}

/** The lane of a request. What has no resource or no key has a lane of its own. */
export function laneOf({ call, key, reference }: Laned, rule: LaneRule): string {
  switch (rule) {
    case 'resource':
      return call === null ? `request:${reference}` : `resource:${call.BookingResourceId}`;
    case 'key':
      return key === null
        ? `request:${reference}`
        : `key:${createHash('sha256').update(key).digest('base64url')}`;
    case 'none':
      return `request:${reference}`;
  }
}
