import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const DOCUMENT = 'contracts/asyncapi.yaml';
/** Errors are 0 and warnings 1; below them the parser only says that there is a newer version of AsyncAPI. */
const WARNING = 1;

const { document, diagnostics } = await new Parser().parse(readFileSync(DOCUMENT, 'utf8'));
const complaints = diagnostics
  .filter(({ severity }) => Number(severity) <= WARNING)
  .map(({ path, message }) => `${DOCUMENT} ${path.join('/')}: ${message}`);
if (complaints.length > 0 || document === undefined) {
  process.stderr.write(`${complaints.join('\n')}\n`);
  process.exit(1);
}
