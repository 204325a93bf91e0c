/** The time as the program sees it, in milliseconds since 1970. Injected, so that tests can set it. */
export type Clock = () => number;

/** Injection token of the clock. */
export const CLOCK = Symbol('clock');

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();
