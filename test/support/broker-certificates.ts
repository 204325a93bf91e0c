import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a broker with TLS needs, and what its clients must trust. */
export interface BrokerCertificates {
  /** PEM text of the authority that signed the broker's certificate. */
  readonly ca: string;
  readonly keyStore: string;
  readonly password: string;
}

/** Makes an authority, and a certificate for 127.0.0.1 that it signed, with the `keytool` that comes with Java. */
export function makeBrokerCertificates(folder: string): BrokerCertificates {
  mkdirSync(folder, { recursive: true });
  const password = 'key-store-password';
  const files = {
    authority: 'authority.p12',
    broker: 'broker.p12',
    ca: 'ca.pem',
    wish: 'wish.csr',
    signed: 'signed.pem',
  };
  const keytool = (...args: string[]) =>
    execFileSync('keytool', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const store = (file: string, alias: string) => [
    '-keystore',
    file,
    '-storetype',
    'PKCS12',
    '-storepass',
    password,
    '-alias',
    alias,
  ];
  const key = ['-genkeypair', '-keyalg', 'EC', '-validity', '2'];
  keytool(...key, ...store(files.authority, 'authority'), '-dname', 'CN=Test authority', '-ext', 'bc:c');
  keytool('-exportcert', '-rfc', ...store(files.authority, 'authority'), '-file', files.ca);
  keytool(...key, ...store(files.broker, 'broker'), '-dname', 'CN=Test broker');
  keytool('-certreq', ...store(files.broker, 'broker'), '-file', files.wish);
  keytool(
    '-gencert',
    '-rfc',
    ...store(files.authority, 'authority'),
    '-infile',
    files.wish,
    '-outfile',
    files.signed,
    '-ext',
    'san=ip:127.0.0.1',
    '-validity',
    '2',
  );
  keytool('-importcert', '-noprompt', ...store(files.broker, 'authority'), '-file', files.ca);
  keytool('-importcert', '-noprompt', ...store(files.broker, 'broker'), '-file', files.signed);
  return { ca: readFileSync(join(folder, files.ca), 'utf8'), keyStore: join(folder, files.broker), password };
}
