import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { StackError } from "../errors.ts";
import { as, type OsAccount, run } from "./os-account.ts";
import { launchOnFreePort, serverEnv } from "./server-process.ts";

/** The first of these that the machine has decides how text sorts; both sort by code point. */
const locales = ["C.UTF-8", "C"];

/**
 * Initialises a data directory and applies the bootstrap SQL to it.
 * Raises `locale_missing`, `initdb_failed`, and what starting a server raises.
 */
export async function buildTemplate(
  { native, template, bootstrap, account }: {
    native: string;
    template: string;
    bootstrap: string;
    account: OsAccount;
  },
): Promise<void> {
  await initialise(join(native, "bin", "initdb"), template, account);
  const server = await launchOnFreePort({ native, dataDir: template, account });
  try {
    // initdb gave the superuser no password yet; trust applies until the bootstrap set one.
    const sql = postgres({
      host: "127.0.0.1",
      port: server.port,
      user: "supabase_admin",
      database: "postgres",
      max: 1,
      onnotice: () => {},
    });
    await sql.unsafe(await readFile(bootstrap, "utf8")).simple();
    await sql.end();
    await writeFile(join(template, "pg_hba.conf"), "host all,replication all 127.0.0.1/32 scram-sha-256\n");
  } finally {
    await server.stop();
  }
}

async function initialise(initdb: string, template: string, account: OsAccount): Promise<void> {
  const problems: string[] = [];
  for (const locale of locales) {
    const { code, stderr } = await run(initdb, [
      `--pgdata=${template}`,
      "--username=supabase_admin",
      `--locale=${locale}`,
      "--lc-messages=C",
      "--encoding=UTF8",
      // Small segments keep the template, which every start copies, small.
      "--wal-segsize=4",
      "--auth=trust",
      "--no-instructions",
    ], { ...as(account), ...serverEnv });
    if (code === 0) return;
    const said = stderr.join(" ");
    problems.push(`${locale}: ${said}`);
    if (/could not look up effective user/.test(said)) {
      throw new StackError(
        "os_account_missing",
        `Postgres needs an OS account that has a name: ${said}`,
        "Run this as a user that is listed in /etc/passwd (in a container: add one), or as root.",
      );
    }
    if (!/locale/i.test(said)) {
      throw new StackError(
        "initdb_failed",
        `initdb ended with code ${code}: ${said}`,
        `Check that there is space left for ${template}.`,
      );
    }
  }
  throw new StackError(
    "locale_missing",
    `This machine has none of the locales ${locales.join(", ")}. ${problems.join("; ")}`,
    "Install the C.UTF-8 locale (Debian: apt-get install locales; glibc-langpack-en on Fedora).",
  );
}
