import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its private key, as PEM text. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** What a broker with TLS needs, and what its clients must trust and may show. */
export interface BrokerCertificates {
  /** The authority that signed the certificates of the broker and of `client`, and that the broker trusts. */
  readonly ca: string;
  readonly client: KeyPair;
  /** Signed by an authority that the broker does not know. */
  readonly stranger: KeyPair;
  /** Lines of server.properties without a prefix: the broker's own certificate, for 127.0.0.1, and whom it trusts. */
  readonly settings: Readonly<Record<string, string>>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

type Pair = webcrypto.CryptoKeyPair;
interface Authority {
  readonly name: string;
  readonly keys: Pair;
}

/** Makes an authority and the certificates that it signs. Files for the broker are written to `folder`. */
export async function makeBrokerCertificates(folder: string): Promise<BrokerCertificates> {
  mkdirSync(folder, { recursive: true });
  const authority = { name: 'CN=Test authority', keys: await newKeys() };
  const ca = await certificate(authority, authority.name, authority.keys, true);
  const broker = await signedPair(authority, 'CN=Test broker');
  const keyStore = join(folder, 'broker.pem');
  const trustStore = join(folder, 'trusted.pem');
  writeFileSync(keyStore, `${broker.key}\n${broker.cert}\n`, { mode: 0o600 });
  writeFileSync(trustStore, ca);
  return {
    ca,
    client: await signedPair(authority, 'CN=Test client'),
    stranger: await signedPair({ name: 'CN=Other authority', keys: await newKeys() }, 'CN=Test stranger'),
    settings: {
      'ssl.keystore.type': 'PEM',
      'ssl.keystore.location': keyStore,
      'ssl.truststore.type': 'PEM',
      'ssl.truststore.location': trustStore,
    },
  };
}

async function signedPair(authority: Authority, name: string): Promise<KeyPair> {
  const keys = await newKeys();
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    cert: await certificate(authority, name, keys, false),
    key: PemConverter.encode(key, 'PRIVATE KEY'),
  };
}

async function certificate(
  by: Authority,
  subject: string,
  keys: Pair,
  isAuthority: boolean,
): Promise<string> {
  const made = await X509CertificateGenerator.create({
    subject,
    issuer: by.name,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + DAY_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: by.keys.privateKey,
    extensions: [
      new BasicConstraintsExtension(isAuthority),
      new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]),
    ],
  });
  return made.toString('pem');
}

async function newKeys(): Promise<Pair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}
