/** Statuses that mean: not this address, protocol or content type. Nothing was done, and nothing will be before somebody mends it. */
export function saysMisconfigured(status: number): boolean {
  return [400, 404, 415].includes(status) || (status >= 300 && status < 400);
}
