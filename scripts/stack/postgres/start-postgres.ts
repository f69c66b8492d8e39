import { removeDir, sleep } from "../../runtime.ts";
import { preparePostgres } from "./cache.ts";
import { type DataDir, makeTemporaryDataDir, openDataDir } from "./data-dir.ts";
import { PostgresStackError } from "./errors.ts";
import { findOsAccount } from "./os-account.ts";
import { freePort, launchServer, type Server } from "./server-process.ts";

/** A local Postgres 17 that looks like a hosted project before its first migration. */
export interface Postgres {
  port: number;
  /** Logs in as `postgres`: no superuser, owns the database, as hosted. Migrations run as this. */
  ownerUrl: string;
  /** Logs in as `supabase_admin`; for the stand-ins that are part of the platform itself. */
  superuserUrl: string;
  /** Logs in as `authenticator`, which may only become anon, authenticated or service_role. */
  authenticatorUrl: string;
  /** Of the postmaster. */
  pid(): number;
  /** As a power cut: SIGKILL to all of it. Committed rows survive; `restart` recovers them. */
  kill9(): Promise<void>;
  /** Starts again on the same port and data; shuts down first when it still runs. */
  restart(): Promise<void>;
  /** Shuts down and removes throwaway data. May be called again. */
  stop(): Promise<void>;
}

/** What `startPostgres` may be told. */
export interface PostgresOptions {
  /** Keep the data here, and go on with what is here. Left out: a throwaway folder. */
  dataDir?: string;
  /** Left out: a free one. */
  port?: number;
  /** Gets a sentence when something takes long or ends up in an unexpected place. */
  log?: (line: string) => void;
}

/**
 * Starts Postgres on 127.0.0.1. Raises PostgresStackError: `port_taken`, `data_dir_in_use`,
 * `data_dir_other_version`, `data_dir_not_empty`, `folder_not_traversable`, `folder_not_writable`, `locale_missing`,
 * `os_account_missing`, `postgres_package_missing`, `postgres_died`. When it raises, nothing is left behind.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const account = await findOsAccount();
  const { native, template } = await preparePostgres(account, options.log ?? (() => {}));
  const data = options.dataDir === undefined
    ? await makeTemporaryDataDir(template, account)
    : await openDataDir(options.dataDir, template, account);

  const launch = (port: number) =>
    launchServer({
      native,
      dataDir: data.path,
      port,
      account,
      temporaryDir: data.isTemporary ? data.path : "",
    });
  try {
    const server = options.port === undefined ? await onFreePort(launch) : await launch(options.port);
    return handle(server, launch, data);
  } catch (error) {
    if (data.isTemporary) await removeDir(data.path);
    throw error;
  }
}

function handle(first: Server, launch: (port: number) => Promise<Server>, data: DataDir): Postgres {
  const { port } = first;
  const url = (role: string) => `postgresql://${role}:postgres@127.0.0.1:${port}/postgres`;
  let server = first;
  let stopped: Promise<void> | undefined;
  return {
    port,
    ownerUrl: url("postgres"),
    superuserUrl: url("supabase_admin"),
    authenticatorUrl: url("authenticator"),
    pid: () => server.pid,
    kill9: () => server.kill9(),
    async restart() {
      await server.stop();
      server = await whilePortIsTaken(() => launch(port));
    },
    stop: () =>
      stopped ??= (async () => {
        await server.stop();
        if (data.isTemporary) await removeDir(data.path);
      })(),
  };
}

/** Between finding a free port and binding it, somebody else may take it. */
function onFreePort(launch: (port: number) => Promise<Server>): Promise<Server> {
  return whilePortIsTaken(async () => launch(await freePort()));
}

async function whilePortIsTaken(launch: () => Promise<Server>): Promise<Server> {
  for (let attempt = 1;; attempt++) {
    try {
      return await launch();
    } catch (error) {
      if (attempt === 10 || !(error instanceof PostgresStackError && error.code === "port_taken")) {
        throw error;
      }
      await sleep(50);
    }
  }
}
