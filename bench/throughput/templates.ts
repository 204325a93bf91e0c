import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { applyMigrations } from '../../src/platform/database/apply-migrations.js';
import type { Servers } from '../servers/servers.js';
import type { CellPlan } from './plan-cells.js';
import { settleRows } from './settled-rows.js';

/** Databases of which each cell gets a copy. They are made when the first cell asks for them. */
export class Templates {
  private readonly made = new Map<string, Promise<string>>();

  constructor(
    private readonly servers: Servers,
    private readonly say: (text: string) => void,
  ) {}

  /** Name of the database to copy for this cell. */
  for({ subject, settledRows }: CellPlan): Promise<string> {
    switch (subject) {
      case 'echo':
        return Promise.resolve('template0');
      case 'baseline':
        return this.once('baseline_template', makeTables);
      case 'bridge':
      case 'intake':
        return this.once(`bridge_template_${settledRows}`, async (url) => {
          await applyMigrations(url, resolve('prisma/migrations'));
          if (settledRows === 0) return;
          this.say(`storing ${settledRows} settled requests`);
          await settleRows(url, settledRows);
        });
    }
  }

  private once(name: string, fill: (url: string) => Promise<void>): Promise<string> {
    const make = async () => {
      await fill(await this.servers.createDatabase(name));
      return name;
    };
    const made = this.made.get(name) ?? make();
    this.made.set(name, made);
    return made;
  }
}

async function makeTables(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(readFileSync('bench/baseline/tables.sql', 'utf8'));
  } finally {
    await client.end();
  }
}
