import { defineConfig } from 'prisma/config';

// The CLI downloads a schema engine before any command, even `generate`, which does not use it. Naming an existing file
// keeps it from trying, so that a clone builds without network. Set the variable yourself to run `prisma migrate`.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= new URL('./package.json', import.meta.url).pathname;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env['DATABASE_URL'] === undefined ? {} : { datasource: { url: process.env['DATABASE_URL'] } }),
});
