import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll } from "vitest";
import { env, now, sleep } from "../../scripts/runtime.ts";
import { startPostgres } from "../../scripts/stack/postgres/start-postgres.ts";
import { baselineSql } from "../../scripts/tasks/baseline.ts";
import { bigints } from "./bigints.ts";
import { startBeside } from "./command/beside.ts";
import { repositoryRoot } from "./repository.ts";

/** One connection or a pool; `max` says which. */
export type Sql = postgres.Sql;

/** A database of one test: migrated, with pgTAP and the helpers of tests/db/helpers in schema `tap`. */
export interface TestDatabase {
  url: string;
  /** Connects as the non-superuser `postgres`, one connection unless `max` says more. Closed by `drop`. */
  connect(options?: postgres.Options<Record<string, never>>): Sql;
  /** Closes what `connect` opened and removes the database. */
  drop(): Promise<void>;
}

/** Where the Postgres of the tests is. */
export interface Server {
  ownerUrl: string;
  superuserUrl: string;
}

/** From here each test gets a database of its own. */
export interface Databases extends Pick<Server, "superuserUrl"> {
  /** Copies the migrated template; some 20 ms. */
  create(): Promise<TestDatabase>;
  /** Removes what was created and is still there. */
  stop(): Promise<void>;
}

/** What `startDatabases` may be told. */
interface DatabasesOptions {
  /** SQL that runs before the migrations, as the owner. */
  before?: string;
  /** The migrations; left out: the baseline as the source in supabase/schemas gives it. */
  migrations?: string;
}

/** As the platform leaves it, and with our migrations. */
const pristine = "template_pristine";
const migrated = "template_migrated";

/** What `startDatabases` copies from. */
export async function makeTemplates(server: Server): Promise<void> {
  const admin = open(server.ownerUrl);
  await admin.unsafe(`create database ${pristine} template postgres`);
  await admin.unsafe(`create database ${migrated} template ${pristine}`);
  await admin.end();
  await migrate(urlOf(server, migrated));
}

/** Databases on the Postgres that the test files of this process share. */
export async function startDatabases(options: DatabasesOptions = {}): Promise<Databases> {
  if (env("SLIPWAY_STACK_DATABASE") !== undefined) return await oneByOne(options);
  const server = await sharedServer();
  const admin = open(server.ownerUrl, { max: 4 });
  const created = new Set<TestDatabase>();
  const copy = async (template: string): Promise<TestDatabase> => {
    const name = `test_${randomUUID().replaceAll("-", "")}`;
    // Copying files beats the WAL: 14 ms against 30 ms for our 10 MB, four at a time in memory.
    await admin.unsafe(`create database ${name} template ${template} strategy file_copy`);
    const opened: Sql[] = [];
    const url = urlOf(server, name);
    const database: TestDatabase = {
      url,
      connect: (options) => {
        const sql = open(url, options);
        opened.push(sql);
        return sql;
      },
      drop: async () => {
        created.delete(database);
        await Promise.all(opened.map((sql) => sql.end({ timeout: 1 })));
        await admin.unsafe(`drop database ${name} with (force)`);
      },
    };
    created.add(database);
    return database;
  };
  let template = migrated;
  if (options.before !== undefined || options.migrations !== undefined) {
    const { url } = await copy(pristine);
    await migrate(url, options);
    template = new URL(url).pathname.slice(1);
  }
  return {
    superuserUrl: server.superuserUrl,
    create: () => copy(template),
    stop: async () => {
      await Promise.all([...created].map((database) => database.drop()));
      await admin.end({ timeout: 1 });
    },
  };
}

let shared: Promise<Server> | undefined;

/** It ends with this process. */
function sharedServer(): Promise<Server> {
  return shared ??= startBeside<Server>(
    new URL("database-process.ts", import.meta.url),
    () => shared = undefined,
  );
}

async function migrate(url: string, { before = "", migrations }: DatabasesOptions = {}): Promise<void> {
  const sql = open(url);
  try {
    await sql.unsafe(before).simple();
    await sql.unsafe(migrations ?? baselineSql(repositoryRoot)).simple();
    await sql.unsafe(await readFile(join(repositoryRoot, "tests/db/helpers/tap.sql"), "utf8")).simple();
  } finally {
    await sql.end();
  }
}

/** On a Postgres that is given: its workers know one database, so tests use that one in turn, from the start each time. */
async function oneByOne(options: DatabasesOptions): Promise<Databases> {
  const server = await startPostgres();
  let turn = Promise.resolve();
  return {
    superuserUrl: server.superuserUrl,
    async create() {
      const before = turn;
      const { promise, resolve: done } = Promise.withResolvers<void>();
      turn = promise;
      await before;
      await server.reset?.();
      await migrate(server.ownerUrl, options);
      const opened: Sql[] = [];
      return {
        url: server.ownerUrl,
        connect(settings) {
          const sql = open(server.ownerUrl, settings);
          opened.push(sql);
          return sql;
        },
        async drop() {
          await Promise.all(opened.map((sql) => sql.end({ timeout: 1 })));
          done();
        },
      };
    },
    stop: () => server.stop(),
  };
}

/** What it returns runs a test on a database of its own. */
export function useDatabases(): (test: (database: TestDatabase) => Promise<void>) => Promise<void> {
  let databases: Databases | undefined;
  beforeAll(async () => {
    databases = await startDatabases();
  });
  afterAll(() => databases?.stop());
  return async (test) => {
    const database = await databases!.create();
    try {
      await test(database);
    } finally {
      await database.drop();
    }
  };
}

/** Resolves as soon as `count` backends of this database wait for a lock; raises after ten seconds. */
export async function untilBlocked(observer: Sql, count = 1): Promise<void> {
  const deadline = now() + 10_000;
  for (;;) {
    const [row] = await observer<{ blocked: number }[]>`
      select count(*)::integer as blocked
      from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if (row?.blocked === count) return;
    if (now() > deadline) throw new Error(`${row?.blocked} of ${count} backends wait for a lock`);
    await sleep(5);
  }
}

function urlOf(server: Server, database: string): string {
  return server.ownerUrl.replace(/\/postgres$/, `/${database}`);
}

function open(url: string, options: postgres.Options<Record<string, never>> = {}): Sql {
  return postgres(url, {
    max: 1,
    onnotice: () => {},
    types: bigints,
    connection: { search_path: "tap, public, extensions" },
    ...options,
  });
}
