import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.js';

const REQUIRED = {
  KAFKA_BROKERS: 'localhost:9092',
  DATABASE_URL: 'postgresql://u:p@localhost/d',
  RESERVANTO_BASE_URL: 'https://api.reservanto.cz/v1/',
  RESERVANTO_LONG_TIME_TOKEN: 'long-time-token',
};
describe('a misspelt variable', () => {
  it.each<[string, string | null]>([
    ['KAFKA_BROKER', 'KAFKA_BROKERS'],
    ['kafka_brokers', 'KAFKA_BROKERS'],
    ['RESERVANTO_LONG_TIME_TOKEN_FIEL', 'RESERVANTO_LONG_TIME_TOKEN_FILE'],
    ['RECONCILE_QUARANTINE_SECOND', 'RECONCILE_QUARANTINE_SECONDS'],
    ['RESERVANTO_SOMETHING_ELSE', null],
    ['RECONCILE_QUARANTINE', 'RECONCILE_QUARANTINE_SECONDS'],
    ['KAFKA_SASL_USER', 'KAFKA_SASL_USERNAME'],
    ['KAFKA_SSL_CERTIFICATE', 'KAFKA_SSL_CERT'],
    ['KAFKA_SSL_TRUSTSTORE', null],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['LOG_LEVLE', 'LOG_LEVEL'],
  ])('%s is reported with the name that was meant', (name, meant) => {
    const hint = meant === null ? '' : `; did you mean ${meant}?`;
    expect(loadConfig({ ...REQUIRED, [name]: 'value' }).warnings).toEqual([
      `${name} is not a variable of this service${hint}`,
    ]);
  });

  it('is none that others set for themselves', () => {
    const others = [
      'HTTP_PROXY',
      'PATH',
      'KAFKA_SERVICE_HOST',
      'KAFKA_SERVICE_PORT_TLS',
      'KAFKA_PORT',
      'LOG_DIR',
      'KAFKA_PORT_9092_TCP',
      'KAFKA_PORT_9092_TCP_ADDR',
      'RESERVANTO_BRIDGE_SERVICE_HOST',
      'DATABASE_NAME',
    ];
    expect(
      loadConfig({ ...REQUIRED, ...Object.fromEntries(others.map((name) => [name, 'x'])) }).warnings,
    ).toEqual([]);
  });
});
