import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, type INestApplication, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { parse } from 'yaml';
import { FAILURE_CODES, FAILURES } from '../../booking/failure-codes.js';
import { failureTypesAt } from '../../booking/failure-type.js';
import { CONFIG, loadConfig } from '../../platform/config/config.js';
import { DocsModule } from './docs.module.js';
import { copyEventFiles, EVENT_FILES, EVENT_FILES_FOLDER } from './event-files.js';
import { failureExample, standingOf } from './failure-examples.js';
import { escaped, STYLE_HASH } from './html-page.js';

const CONTRACT = fileURLToPath(new URL('../../../test/contracts/small-asyncapi.yaml', import.meta.url));
const PAGES = [
  '/',
  '/docs',
  '/docs/events',
  '/docs/failures',
  ...FAILURE_CODES.map((c) => `/docs/failures/${c}`),
];

const RELEASED = 'contracts/asyncapi.yaml';
/** What is looked at of the AsyncAPI document. */
interface EventDocument {
  readonly channels: Readonly<
    Record<
      string,
      { readonly address: string; readonly bindings: { readonly kafka: { readonly topic: string } } }
    >
  >;
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly bindings: {
          readonly kafka: Readonly<Record<'groupId' | 'clientId', { readonly const: string }>>;
        };
      }
    >
  >;
  readonly components: unknown;
}

const LEAST = {
  KAFKA_BROKERS: '127.0.0.1:9092',
  DATABASE_URL: 'postgresql://bridge@127.0.0.1:5432/bridge',
  RESERVANTO_BASE_URL: 'http://127.0.0.1:8090/v1/',
  RESERVANTO_LONG_TIME_TOKEN: 'a-long-time-token',
};

/** Served by the whole application, which this test does not start. */
const OF_OPERATORS = ['/health/ready', '/metrics'];

async function serve(
  folder: string,
  settings: Record<string, string> = {},
): Promise<{ app: INestApplication; url: string }> {
  @Global()
  @Module({
    providers: [{ provide: CONFIG, useValue: loadConfig({ ...LEAST, ...settings }) }],
    exports: [CONFIG],
  })
  class Settings {}
  const module = await Test.createTestingModule({ imports: [Settings, DocsModule] })
    .overrideProvider(EVENT_FILES_FOLDER)
    .useValue(folder)
    .compile();
  const app = module.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl() };
}

let folder: string;
let app: INestApplication;
let url: string;
const get = (path: string) => fetch(`${url}${path}`, { redirect: 'manual' });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reservanto-bridge-docs-'));
  await copyEventFiles(folder, CONTRACT);
  ({ app, url } = await serve(folder));
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

/** The rules of a Content-Security-Policy, by name. */
const policyOf = (response: Response) =>
  Object.fromEntries(
    (response.headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
      const [name = '', ...sources] = rule.split(' ');
      return [name, sources];
    }),
  );

/** Addresses that a page leads to or loads, as a browser resolves them. */
const linksOf = (page: string, html: string) =>
  [...html.matchAll(/(?:href|src)="(?!data:)([^"]*)"/g)].map(
    ([, link = '']) => new URL(link, `${url}${page}`).href,
  );

describe('a page of the documentation', () => {
  it.each(PAGES)('%s is served as HTML', async (page) => {
    const response = await get(page);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toMatch(/^<!doctype html>\n<html lang="en">/);
  });

  it.each(PAGES)('%s takes nothing from anywhere else, and only the viewer may run', async (page) => {
    const response = await get(page);
    const { 'script-src': scripts, ...rest } = policyOf(response);
    expect(scripts).toEqual(page === '/docs/events' ? ["'self'", "'unsafe-eval'"] : ["'none'"]);
    expect(rest).toMatchObject({
      'default-src': ["'none'"],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
    });
    const allowed = ["'self'", "'none'", 'data:', STYLE_HASH];
    for (const source of Object.values(rest).flat()) expect(allowed).toContain(source);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it.each(PAGES)('%s leads only to addresses that this process serves', async (page) => {
    const links = linksOf(page, await (await get(page)).text());
    expect(links).not.toEqual([]);
    for (const link of links.filter((address) => !OF_OPERATORS.includes(new URL(address).pathname)))
      expect({ link, status: (await fetch(link)).status }).toEqual({ link, status: 200 });
  });

  it.each(['/docs/', '/docs/failures/', '/docs/failures/ID_REUSED/', '/docs/events/'])(
    '%s is sent to the address without a slash, on which its links rest',
    async (page) => {
      const response = await get(page);
      expect(response.status).toBe(308);
      expect(new URL(response.headers.get('location') ?? '', `${url}${page}`).pathname).toBe(
        page.slice(0, -1),
      );
    },
  );
});

describe('the start page', () => {
  it('leads to the documentation, to readiness and to metrics', async () => {
    const links = linksOf('/', await (await get('/')).text());
    expect(links.map((link) => new URL(link).pathname)).toEqual(['/docs', ...OF_OPERATORS]);
  });
});

describe('the list of failure codes', () => {
  it('says of each code what its file in the repository says, in the same columns', async () => {
    const html = await (await get('/docs/failures')).text();
    const [codes = ''] = html.split('<h2>');
    const served = [...codes.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd]>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replaceAll(/<[^>]*>/g, '')),
    );
    const [table = ''] = readFileSync('docs/failures/README.md', 'utf8').split('## Categories');
    const written = table
      .split('\n')
      .filter((line) => /^\| /.test(line))
      .map((line) =>
        line
          .slice(2, -2)
          .split(' | ')
          .map((cell) => escaped(cell.replace(/^\[`(.*)`\].*$/, '$1'))),
      );
    expect(served).toHaveLength(FAILURE_CODES.length + 1);
    expect(served).toEqual(written);
  });
});

describe('the page of a failure code', () => {
  it.each(FAILURE_CODES)('%s says what it means, what to do and what it looks like', async (code) => {
    const html = await (await get(`/docs/failures/${code}`)).text();
    const { title, meaning, producerAction } = FAILURES[code];
    expect(html).toContain(escaped(title));
    const plain = html.replaceAll(/<\/?code>/g, '`');
    for (const words of [meaning, producerAction]) expect(plain).toContain(escaped(words));
    expect(html).toContain(escaped(JSON.stringify(failureExample(code), null, 2)));
  });

  it('is where the type of a failure leads when the operator says how to reach it', async () => {
    for (const code of FAILURE_CODES)
      expect((await fetch(`${failureTypesAt(`${url}/docs`)}${code}`)).status).toBe(200);
  });

  it.each(['NO_SUCH', 'id_reused', 'constructor', '__proto__', '%3Cscript%3E', 'ID_REUSED%00'])(
    'is not found for %s, which is not repeated',
    async (asked) => {
      const response = await get(`/docs/failures/${asked}`);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain(decodeURIComponent(asked));
    },
  );

  it('says of a code that never ends a request where it is met instead', () => {
    const elsewhere = FAILURE_CODES.filter((code) => standingOf(code) !== 'event');
    expect(elsewhere.map((code) => [code, standingOf(code)])).toEqual([
      ['MALFORMED_EVENT', 'event-and-dead-letter'],
      ['UNSUPPORTED_EVENT', 'event-and-dead-letter'],
      ['UNDECODABLE_RECORDS', 'event-and-dead-letter'],
      ['RECORD_TOO_LARGE', 'event-and-dead-letter'],
      ['NOT_STORABLE', 'event-and-dead-letter'],
      ['ID_REUSED', 'event-and-dead-letter'],
      ['PERMISSION_DENIED', 'errors-of-another'],
      ['AUTHENTICATION_FAILED', 'errors-of-another'],
      ['RESERVANTO_UNAVAILABLE', 'errors-of-another'],
    ]);
  });

  it('shows an example of the code itself, or of the failure under whose errors it stands', () => {
    for (const code of FAILURE_CODES) {
      const { code: shown, type, errors } = failureExample(code);
      expect(type).toBe(`urn:reservanto-bridge:failure:${shown}`);
      if (shown !== code) expect(errors.map((error) => error.code)).toContain(code);
    }
  });
});

describe('the page of the events', () => {
  it('names the topics, the group and the client of this installation, and changes nothing else', async () => {
    const own = mkdtempSync(join(tmpdir(), 'reservanto-bridge-docs-'));
    await copyEventFiles(own, RELEASED);
    const names = {
      TOPIC_BOOKING_REQUESTED: 'ops.requested',
      TOPIC_BOOKING_CREATED: '2026',
      TOPIC_BOOKING_FAILED: 'ops.failed',
      TOPIC_DEAD_LETTER: 'ops.dead',
      KAFKA_GROUP_ID: 'a group: of ours',
      KAFKA_CLIENT_ID: 'a client',
    };
    const bridge = await serve(own, names);
    try {
      const served = await (await fetch(`${bridge.url}/docs/events/asyncapi.yaml`)).text();
      const released = readFileSync(RELEASED, 'utf8');
      const [is, was] = [parse(served), parse(released)] as [EventDocument, EventDocument];
      expect(
        Object.values(is.channels).map(({ address, bindings }) => [address, bindings.kafka.topic]),
      ).toEqual(['ops.requested', '2026', 'ops.failed', 'ops.dead'].map((name) => [name, name]));
      expect(is.operations['receiveBookingRequested']?.bindings.kafka.groupId.const).toBe('a group: of ours');
      for (const { bindings } of Object.values(is.operations))
        expect(bindings.kafka.clientId.const).toBe('a client');
      expect(is.components).toEqual(was.components);
    } finally {
      await bridge.app.close();
      rmSync(own, { recursive: true });
    }
  });

  it('has the AsyncAPI document and its viewer from this process, byte for byte', async () => {
    for (const [file, contentType] of Object.entries(EVENT_FILES)) {
      const response = await get(`/docs/events/${file}`);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, contentType]);
      expect(Buffer.from(await response.arrayBuffer()).equals(readFileSync(join(folder, file)))).toBe(true);
    }
    expect(readFileSync(join(folder, 'asyncapi.yaml'))).toEqual(readFileSync(CONTRACT));
  });

  it('says what is missing in a build without these files, and serves all other pages', async () => {
    const bare = await serve(join(folder, 'nothing'));
    try {
      const response = await fetch(`${bare.url}/docs/events/viewer.js`);
      expect([response.status, await response.text()]).toEqual([
        404,
        expect.stringContaining('npm run build'),
      ]);
      expect((await fetch(`${bare.url}/docs/failures`)).status).toBe(200);
    } finally {
      await bare.app.close();
    }
  });
});
