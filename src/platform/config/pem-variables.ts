import { createPrivateKey, X509Certificate } from 'node:crypto';
import { bad, good, type Options, variable } from './variable.js';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const KEY = /^-----BEGIN ((RSA|EC|ENCRYPTED) )?PRIVATE KEY-----$[^]+^-----END \1?PRIVATE KEY-----$/m;
const ENCRYPTED = /^(-----BEGIN ENCRYPTED |Proc-Type: 4,ENCRYPTED)/m;
/** What a file in place of PEM text often is. */
const HOW = 'with its line ends; a path, DER, PKCS#12 or JKS will not do';

/** One certificate or several, as PEM text. */
export const certificates = (options: Options) =>
  variable('PEM certificates', options, (raw) => {
    const blocks = certificatesIn(raw);
    if (blocks.length === 0) return bad(`must be PEM text that holds a certificate, ${HOW}`);
    return blocks.every(isCertificate) ? good(raw) : bad('holds a certificate that is damaged');
  });

/** A private key as PEM text, encrypted or not. Whether its passphrase opens it is another rule. */
export const privateKey = (options: Options) =>
  variable('PEM private key', options, (raw) =>
    KEY.test(raw) ? good(raw) : bad(`must be PEM text that holds a private key, ${HOW}`),
  );

/** True when nobody can read the key without its passphrase. */
export function isEncrypted(key: string): boolean {
  return ENCRYPTED.test(key);
}

/** True when the key can be read, with the passphrase if it needs one. */
export function opens(key: string, passphrase: string | null): boolean {
  return keyOf(key, passphrase) !== null;
}

/** True when the key belongs to the first of the certificates. */
export function belongs(key: string, passphrase: string | null, certificate: string): boolean {
  const opened = keyOf(key, passphrase);
  const [first] = certificatesIn(certificate);
  return opened !== null && first !== undefined && new X509Certificate(first).checkPrivateKey(opened);
}

function keyOf(key: string, passphrase: string | null) {
  try {
    return createPrivateKey({ key, ...(passphrase === null ? {} : { passphrase }) });
  } catch {
    return null;
  }
}

function certificatesIn(pem: string): string[] {
  return pem.match(CERTIFICATE) ?? [];
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== null;
  } catch {
    return false;
  }
}
