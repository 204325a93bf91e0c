import { applyMigrations } from '../platform/database/apply-migrations.js';

const url = process.env['DATABASE_URL'];
if (url === undefined || url === '') {
  process.stderr.write('DATABASE_URL is missing: set it to the database that is to be brought up to date.\n');
  process.exit(78);
}
const applied = await applyMigrations(url);
process.stdout.write(
  applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`,
);
