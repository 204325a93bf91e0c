/** Places that are taken from one time to another, in Unix seconds. */
interface Slot {
  readonly start: number;
  readonly end: number;
  places: number;
}

/** Knows how many places of each resource are taken, and is quick however many bookings share their times. */
export class Occupancy {
  private readonly slots = new Map<number, Map<string, Slot>>();

  /** Takes places; a negative number gives them back. */
  take(resourceId: number, start: number, end: number, places: number): void {
    const slots = this.slots.get(resourceId) ?? new Map<string, Slot>();
    this.slots.set(resourceId, slots);
    const key = `${start}-${end}`;
    const slot = slots.get(key);
    if (slot === undefined) slots.set(key, { start, end, places });
    else slot.places += places;
  }

  /** Places of all bookings that overlap the time; one that ends when the time starts does not. */
  taken(resourceId: number, start: number, end: number): number {
    let places = 0;
    for (const slot of this.slots.get(resourceId)?.values() ?? []) {
      if (slot.start < end && slot.end > start) places += slot.places;
    }
    return places;
  }

  clear(): void {
    this.slots.clear();
  }
}
