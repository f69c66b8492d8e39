import { env, removeDir } from "../../runtime.ts";
import { preparePostgres } from "./cache.ts";
import { type DataDir, makeTemporaryDataDir, openDataDir } from "./data-dir.ts";
import { useGivenPostgres } from "./given-postgres.ts";
import { migratedTemplate } from "./migrated.ts";
import { findOsAccount } from "./os-account.ts";
import type { Postgres, PostgresOptions } from "./postgres.ts";
import { launchOnFreePort, launchServer, type Server, urlFor, whilePortIsTaken } from "./server-process.ts";

export type { Postgres, PostgresOptions };

/**
 * Starts Postgres on 127.0.0.1. Raises StackError: `port_taken`, `data_dir_in_use`,
 * `data_dir_other_version`, `data_dir_not_empty`, `folder_not_traversable`, `folder_not_writable`, `locale_missing`,
 * `os_account_missing`, `postgres_package_missing`, `postgres_died`, `database_…` of one that is given. When it raises, nothing is left behind.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const given = options.given ?? env("SLIPWAY_STACK_DATABASE");
  if (given !== undefined) return await useGivenPostgres(given, options);
  const account = await findOsAccount();
  const log = options.log ?? (() => {});
  const home = await preparePostgres(account, log);
  const template = options.migrated ? await migratedTemplate(home, account, log) : home.template;
  const data = options.dataDir === undefined
    ? await makeTemporaryDataDir(template, account)
    : await openDataDir(options.dataDir, template, account);

  const where = {
    native: home.native,
    dataDir: data.path,
    account,
    temporaryDir: data.isTemporary ? data.path : "",
  };
  const launch = (port: number) => launchServer({ ...where, port });
  try {
    const server = options.port === undefined ? await launchOnFreePort(where) : await launch(options.port);
    return handle(server, launch, data);
  } catch (error) {
    if (data.isTemporary) await removeDir(data.path);
    throw error;
  }
}

function handle(first: Server, launch: (port: number) => Promise<Server>, data: DataDir): Postgres {
  const { port } = first;
  let server = first;
  let stopped: Promise<void> | undefined;
  return {
    port,
    ownerUrl: urlFor("postgres", port),
    superuserUrl: urlFor("supabase_admin", port),
    authenticatorUrl: urlFor("authenticator", port),
    isGiven: false,
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
