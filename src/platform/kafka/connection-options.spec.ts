import { describe, expect, it } from '@jest/globals';
import { Socket } from 'node:net';
import { type Config, loadConfig } from '../config/config.js';
import { connectionsTo } from './connection-options.js';

const REQUIRED = {
  KAFKA_BROKERS: 'localhost:9092',
  DATABASE_URL: 'postgresql://u:p@localhost/d',
  RESERVANTO_BASE_URL: 'https://api.reservanto.cz/v1/',
  RESERVANTO_LONG_TIME_TOKEN: 'long-time-token',
};
const LOGIN = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'x' };

const settings = (env: Record<string, string>): Config['kafka'] => loadConfig({ ...REQUIRED, ...env }).kafka;

/** The hosts to which a client with these settings opens a socket, of those that the brokers name. */
function opened(env: Record<string, string>, hosts: string[]): string[] {
  const reached: string[] = [];
  const { socketFactory } = connectionsTo(settings(env))(({ host }) => {
    reached.push(host);
    return new Socket();
  });
  for (const host of hosts) {
    try {
      socketFactory?.({ host, port: 1, ssl: {}, onConnect: () => undefined });
    } catch (error) {
      expect((error as Error).message).toContain(`are at ${host}, and a login without TLS`);
    }
  }
  return reached;
}

describe('the options of kafkajs', () => {
  const hosts = ['127.0.0.1', 'kafka-1.example.com', '10.0.0.1'];

  it('send a login without TLS to no other machine that the brokers name, unless that is allowed', () => {
    expect(opened(LOGIN, hosts)).toEqual(['127.0.0.1']);
    expect(opened({ ...LOGIN, KAFKA_ALLOW_PLAINTEXT_LOGIN: 'true' }, hosts)).toEqual(hosts);
    expect(opened({ ...LOGIN, KAFKA_SSL: 'true' }, hosts)).toEqual(hosts);
    expect(opened({}, hosts)).toEqual(hosts);
  });

  it('trust the public authorities where none is given, and show no certificate', () => {
    expect(connectionsTo(settings({ KAFKA_SSL: 'true' }))()).toMatchObject({ ssl: true });
    expect(connectionsTo(settings({}))()).not.toHaveProperty('ssl');
  });

  it('hold each part of TLS that is given, and nothing for the others', () => {
    const client = { cert: 'C', key: 'K', passphrase: 'P' };
    const tls = (ssl: Config['kafka']['ssl']) => connectionsTo({ ...settings({}), ssl })().ssl;
    expect(tls({ ca: 'A', client })).toEqual({ ca: ['A'], ...client });
    expect(tls({ ca: 'A', client: null })).toEqual({ ca: ['A'] });
    expect(tls({ ca: null, client: { ...client, passphrase: null } })).toEqual({ cert: 'C', key: 'K' });
  });

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'])('log in with name and password by %s', (mechanism) => {
    expect(connectionsTo(settings({ ...LOGIN, KAFKA_SASL_MECHANISM: mechanism }))().sasl).toEqual({
      mechanism,
      username: 'u',
      password: 'x',
    });
  });

  it('log in to AWS MSK as brokers with tokens want it', () => {
    const env = { KAFKA_SASL_MECHANISM: 'aws-msk-iam', AWS_REGION: 'eu-central-1' };
    expect(connectionsTo(settings(env))().sasl).toMatchObject({ mechanism: 'oauthbearer' });
  });
});
