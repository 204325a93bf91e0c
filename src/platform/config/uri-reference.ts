import { isIPv6 } from 'node:net';

const PCHAR = String.raw`(?:[\w.~!$&'()*+,;=:@-]|%[\da-f]{2})`;
const SCHEME = String.raw`(?:[a-z][a-z\d+.-]*:)`;
const USER = String.raw`(?:(?:[\w.~!$&'()*+,;=:-]|%[\da-f]{2})*@)?`;
const NAME = String.raw`(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*`;
const AUTHORITY = String.raw`\/\/${USER}(?:\[(?<ipv6>[\da-f:.]+)\]|${NAME})(?::\d*)?`;
/** Without an authority a path must not look like one, and without a scheme its first segment must not look like that. */
const PATH = String.raw`(?:${AUTHORITY}(?:\/${PCHAR}*)*|(?!\/\/)(?:${PCHAR}|\/)*)`;
const REST = String.raw`(?:\?(?:${PCHAR}|[/?])*)?(?:#(?:${PCHAR}|[/?])*)?`;
const URI_REFERENCE = new RegExp(`^(?:${SCHEME}|(?![^/?#]*:))${PATH}${REST}$`, 'i');

/** True for a URI or a relative reference in the grammar of RFC 3986, except addresses of IP versions to come (`[v7...]`). */
export function isUriReference(text: string): boolean {
  const match = URI_REFERENCE.exec(text);
  const ipv6 = match?.groups?.['ipv6'];
  return match !== null && text !== '' && (ipv6 === undefined || isIPv6(ipv6));
}
