// Do schema.prisma and the migrations say the same? Applies the migrations to a new PostgreSQL as `npm run db:migrate`
// does, and lets Prisma's own engine compare the result with the schema. Needs a build; no network.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { applyMigrations } from '../../dist/platform/database/apply-migrations.js';
import { startEmbeddedPostgres } from '../../dist/platform/embedded/embedded-postgres.js';

const SCHEMA = 'prisma/schema.prisma';
const NOTHING_FILTERED = { externalTables: [], externalEnums: [] };

const folder = mkdtempSync(join(tmpdir(), 'reservanto-bridge-drift-'));
try {
  const server = await startEmbeddedPostgres({ dataDir: folder });
  try {
    await applyMigrations(server.url);
    const { exitCode, stdout } = await compareWithSchema(server.url);
    if (exitCode !== 0) {
      console.error(
        `${SCHEMA} and prisma/migrations differ. To follow the schema, the migrations would need:\n${stdout}`,
      );
      console.error('Put this into a new migration, or take it back from the schema.');
      process.exitCode = 1;
    } else console.log('The migrations and the schema agree.');
  } finally {
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compareWithSchema(url) {
  loadEngine();
  const files = [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }];
  const engine = await bindings.SchemaEngine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterFor(url)),
  );
  return engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: resolve('prisma') },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters: NOTHING_FILTERED,
  });
}

/** As the package's own entry does; only that Node imports WebAssembly by `import` behind a flag. */
function loadEngine() {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const module = new WebAssembly.Module(readFileSync(join(dirname(entry), 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': bindings });
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/**
 * Prisma's adapter, which does not know the type of PostgreSQL's catalogues called "char": such a column goes through
 * it under the name of a type that it does know and that no catalogue has, and gets its own name back behind it.
 */
function adapterFor(url) {
  const CHAR = 18;
  const CHAR_ARRAY = 1002;
  class Pool extends pg.Pool {
    async query(...args) {
      const result = await super.query(...args);
      for (const field of result.fields) if (field.dataTypeID === CHAR) field.dataTypeID = CHAR_ARRAY;
      return result;
    }
  }
  const connect = async () => {
    const factory = new PrismaPg(new Pool({ connectionString: url }), { disposeExternalPool: true });
    const adapter = await factory.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const own = (type) => (type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type);
      return { ...result, columnTypes: result.columnTypes.map(own) };
    };
    return adapter;
  };
  return { provider: 'postgres', adapterName: '@prisma/adapter-pg', connect, connectToShadowDb: connect };
}
