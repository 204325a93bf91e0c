// Is what the documents, the image and the compose file name really there? Needs a build.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { FAILURES } from '../../dist/booking/failure-codes.js';
import { VARIABLES } from '../../dist/platform/config/variables.js';

const read = (path) => readFileSync(path, 'utf8');
const found = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const complaints = [];
const complain = (path, names, what) => {
  for (const name of new Set(names)) complaints.push(`${path}: ${name} ${what}`);
};

const documents = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(path));
const scripts = new Set(Object.keys(JSON.parse(read('package.json')).scripts));
const variables = new Set(Object.keys(VARIABLES).flatMap((name) => [name, `${name}_FILE`]));
/** Words in capitals that begin like a variable and are none. */
const others = new Set([...Object.keys(FAILURES), 'NODE_ENV']);
const beginsLikeOurs = new RegExp(
  `^(${[...new Set([...variables].map((name) => name.split('_')[0]))].join('|')})_`,
);
const compose = parse(read('docker-compose.yml'));

for (const path of documents) {
  const text = read(path);
  complain(
    path,
    found(text, /\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g).filter(isUnknownVariable),
    'is no variable',
  );
  complain(path, found(text, /```json\n([\s\S]*?)```/g).filter(isNoJson), 'is no JSON');
  complain(
    path,
    found(text, /\[[^\]]*\]\(([^)\s]+)\)/g).filter((link) => leadsNowhere(path, link)),
    'leads nowhere',
  );
  complain(path, found(text, /\bGET (\/[\w/:.]*\w)/g).filter(isNoRoute), 'is no address of the service');
}
for (const path of [...documents, '.ci/run', 'Dockerfile', 'docker-compose.yml', 'package.json']) {
  const text = read(path);
  complain(
    path,
    found(
      text,
      /\bnpm (?:run )?(?:-s )?(?!ci\b|install\b|prune\b|publish\b|run\b)([a-z][\w:]*(?:-[\w:]+)*)/g,
    ).filter((name) => !scripts.has(name)),
    'is no npm script',
  );
  complain(
    path,
    found(text, /\bdist\/([\w./-]+)\.js\b/g).filter((name) => !existsSync(`src/${name}.ts`)),
    'is no program',
  );
}

const dockerfile = read('Dockerfile');
complain(
  'Dockerfile',
  found(dockerfile, /process\.env\.(\w+)/g).filter((name) => !variables.has(name)),
  'is no variable',
);
complain(
  'Dockerfile',
  found(dockerfile, /^ENV (\w+)/gm).filter((name) => !variables.has(name) && !others.has(name)),
  'is no variable',
);
complain('Dockerfile', found(dockerfile, /'(\/[\w/]+)'/g).filter(isNoRoute), 'is no address of the service');

const services = Object.entries(compose.services);
const setSomewhere = new Set(services.flatMap(([, service]) => Object.keys(service.environment ?? {})));
for (const [name, service] of services) {
  const path = `docker-compose.yml, ${name}`;
  const own = 'build' in service ? Object.keys(service.environment ?? {}) : [];
  complain(
    path,
    own.filter((key) => !variables.has(key)),
    'is no variable',
  );
  const taken = found(JSON.stringify(service), /\$\{(\w+)/g);
  complain(
    path,
    taken.filter((key) => !variables.has(key) && !setSomewhere.has(key)),
    'is no variable',
  );
  for (const [other, { condition }] of Object.entries(service.depends_on ?? {}))
    if (!isMet(compose.services[other], condition)) complain(path, [other], `can never be ${condition}`);
  const volumes = (service.volumes ?? [])
    .map((volume) => volume.split(':')[0])
    .filter((volume) => /^\w/.test(volume));
  complain(
    path,
    volumes.filter((volume) => !(volume in (compose.volumes ?? {}))),
    'is no volume',
  );
}

if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exit(1);
}

function isUnknownVariable(name) {
  return beginsLikeOurs.test(name) && !variables.has(name) && !others.has(name);
}

function isNoJson(text) {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

function leadsNowhere(path, link) {
  if (/^[a-z]+:/.test(link)) return false;
  const [file, anchor] = link.split('#');
  const target = file === '' ? path : join(dirname(path), decodeURIComponent(file));
  if (!existsSync(target)) return true;
  return anchor !== undefined && target.endsWith('.md') && !anchorsOf(read(target)).includes(anchor);
}

/** As GitHub makes them of headings. */
function anchorsOf(text) {
  return found(text, /^#+ (.*)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isNoRoute(route) {
  const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src/*.controller.ts'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path !== '' && existsSync(path))
    .map(read);
  const routes = sources.flatMap((source) =>
    found(source, /@Controller\('([^']*)'\)/g).flatMap((base) =>
      found(source, /@Get\((?:'([^']*)')?\)/g).map((rest) => `/${[base, rest].filter(Boolean).join('/')}`),
    ),
  );
  return !routes.includes(route);
}

/** A service that is built has the image's health check, unless it switches it off. */
function isMet(service, condition) {
  if (service === undefined) return false;
  const hasHealth = service.healthcheck?.test ?? ('build' in service && dockerfile.includes('HEALTHCHECK'));
  if (condition === 'service_healthy') return Boolean(hasHealth) && service.healthcheck?.disable !== true;
  if (condition === 'service_completed_successfully') return service.restart === undefined;
  return condition === 'service_started';
}
