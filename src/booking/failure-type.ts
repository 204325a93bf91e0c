const URN = 'urn:reservanto-bridge:failure:';

/**
 * The beginning of the URI that `failure.type` of an event is; the code follows. Where the operator says under which
 * address the documentation can be reached (`docsUrl`, without a slash at its end), it is the page of the code.
 */
export function failureTypesAt(docsUrl: string | null): string {
  return docsUrl === null ? URN : `${docsUrl}/failures/`;
}
