/** Reservanto's words for the state of a booking. */
export const STATUSES = [
  'ConfirmationRequested',
  'Rejected',
  'AlternateSubscribed',
  'AlternateAutoPromotion',
  'Canceled',
  'Confirmed',
] as const;

/** One of {@link STATUSES}. */
export type Status = (typeof STATUSES)[number];

/** A resource: how many bookings may overlap, what it offers, and how it answers a create. */
export interface Resource {
  readonly Id: number;
  readonly Name: string;
  readonly Capacity: number;
  readonly BookingServiceIds: readonly number[];
  readonly answers?: Status;
  readonly payment?: boolean;
}

/** A service; `Duration` in minutes. */
export interface Service {
  readonly Id: number;
  readonly Name: string;
  readonly Duration: number;
}

/** What exists in an account. */
export interface Catalogue {
  readonly resources: readonly Resource[];
  readonly services: readonly Service[];
  readonly customers: readonly number[];
  /** Customers and resources with ids of this range exist too, with large capacity: for load. */
  readonly open: { readonly from: number; readonly to: number };
}

const SERVICE = 112325;
const offer = { BookingServiceIds: [SERVICE] };

/** The account of the demo and the tests. It holds what Reservanto's documented example names. */
export const defaultCatalogue: Catalogue = {
  services: [
    { Id: SERVICE, Name: 'EMS trénink', Duration: 30 },
    { Id: 112326, Name: 'Masáž', Duration: 60 },
  ],
  resources: [
    { Id: 19564, Name: 'Studio', Capacity: 4, ...offer },
    { Id: 19565, Name: 'Kabina pro jednoho', Capacity: 1, ...offer },
    { Id: 19566, Name: 'Se schválením', Capacity: 4, ...offer, answers: 'ConfirmationRequested' },
    { Id: 19567, Name: 'Placené studio', Capacity: 4, ...offer, payment: true },
    { Id: 19568, Name: 'Pořadník', Capacity: 4, ...offer, answers: 'AlternateSubscribed' },
    { Id: 19569, Name: 'Odmítá vše', Capacity: 4, ...offer, answers: 'Rejected' },
  ],
  customers: [965123, 965124, 965125],
  open: { from: 1_000_000, to: 1_999_999 },
};

const OPEN_CAPACITY = 1_000_000;

/** A catalogue that is quick to ask. */
export class Lookup {
  private readonly resources: ReadonlyMap<number, Resource>;
  private readonly services: ReadonlyMap<number, Service>;
  private readonly customers: ReadonlySet<number>;

  constructor(readonly catalogue: Catalogue) {
    this.resources = new Map(catalogue.resources.map((r) => [r.Id, r]));
    this.services = new Map(catalogue.services.map((s) => [s.Id, s]));
    this.customers = new Set(catalogue.customers);
  }

  resource(id: number): Resource | undefined {
    const open = {
      Id: id,
      Name: `Zdroj ${id}`,
      Capacity: OPEN_CAPACITY,
      BookingServiceIds: this.catalogue.services.map((s) => s.Id),
    };
    return this.resources.get(id) ?? (this.isOpen(id) ? open : undefined);
  }

  service(id: number): Service | undefined {
    return this.services.get(id);
  }

  hasCustomer(id: number): boolean {
    return this.customers.has(id) || this.isOpen(id);
  }

  private isOpen(id: number): boolean {
    return id >= this.catalogue.open.from && id <= this.catalogue.open.to;
  }
}
