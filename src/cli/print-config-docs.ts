import { VARIABLES } from '../platform/config/variables.js';
import type { Variable } from '../platform/config/variable.js';
import { writeOrCheck } from './generated-files.js';

const variables: [string, Variable<unknown>][] = Object.entries(VARIABLES);
const groups = [...new Set(variables.map(([, v]) => v.group))];

function table(): string {
  const rows = (group: string) =>
    variables
      .filter(([, v]) => v.group === group)
      .map(
        ([name, v]) =>
          `| ${name} | ${v.type} | ${v.required ? '**required**' : (v.default ?? '-')} | ${v.secret ? 'Secret. ' : ''}${v.description} |`,
      );
  const sections = groups.map((group) =>
    [
      `## ${group}`,
      '',
      '| Variable | Type | Default | Meaning |',
      '|---|---|---|---|',
      ...rows(group),
      '',
    ].join('\n'),
  );
  return [
    '# Configuration',
    '',
    'Made by `npm run docs:config`. Every variable can also be read from a file: set NAME_FILE to its path. [Brokers](brokers.md) has the settings for each kind of Kafka. Secrets of fewer than 8 characters are too much like ordinary words to be hidden in log lines.',
    '',
    ...sections,
  ].join('\n');
}

function envExample(): string {
  const lines = (group: string) =>
    variables
      .filter(([, v]) => v.group === group)
      .flatMap(([name, v]) => [
        `# ${v.description}`,
        v.required ? `${name}=` : `#${name}=${v.default ?? ''}`,
      ]);
  return [
    '# Made by `npm run docs:config`.',
    ...groups.flatMap((group) => ['', `## ${group}`, ...lines(group)]),
    '',
  ].join('\n');
}

writeOrCheck(
  [
    ['docs/configuration.md', table()],
    ['.env.example', envExample()],
  ],
  'npm run docs:config',
);
