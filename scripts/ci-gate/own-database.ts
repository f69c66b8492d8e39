import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { loadPlatform } from "../platform.ts";

/** The variable that commands find their database by, and that may name one beforehand, as a service container. */
export const databaseVariable = "SLIPWAY_CI_DATABASE_URL";

/** A database that may be written to and thrown away. */
interface OwnDatabase {
  url: string;
  stop(): Promise<void>;
}

/**
 * The database that is `given`, as by `SLIPWAY_CI_DATABASE_URL`, which has to be on this machine or a service beside it, else a Postgres of the local
 * platform that is gone afterwards. Raises `ci_database_invalid` (exit 4), `ci_database_is_remote` (exit 5), `platform_missing`.
 */
export async function openOwnDatabase(
  given: string | undefined,
  note: (line: string) => void,
): Promise<OwnDatabase> {
  if (given !== undefined && given !== "") {
    return { url: withoutEncryption(requireNear(given)), stop: () => Promise.resolve() };
  }
  const { startPostgres } = await loadPlatform();
  const postgres = await startPostgres({ log: note });
  return { url: withoutEncryption(new URL(postgres.ownerUrl)), stop: () => postgres.stop() };
}

/** A production database has a name with dots, and an address that others reach: neither is ever touched. */
function requireNear(address: string): URL {
  const url = URL.parse(address);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw refusal(
      "ci_database_invalid",
      `${databaseVariable} is no postgresql:// address`,
      exitCode.credentials,
    );
  }
  const host = url.searchParams.get("host") ?? url.hostname;
  const isNear = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|[a-z][a-z0-9-]*)$/i.test(host);
  if (!isNear || url.searchParams.has("hostaddr") || url.searchParams.has("service")) {
    throw refusal(
      "ci_database_is_remote",
      `${databaseVariable} names a database at ${
        host || "an address of its own"
      }, which is not on this machine`,
    );
  }
  return url;
}

function refusal(code: string, what: string, status: number = exitCode.refused): CommandError {
  return new CommandError(
    code,
    what,
    "CI works on a database of its own: one on 127.0.0.1, or a service container by its name. Without the variable the local platform gives one.",
    status,
  );
}

/** Neither a container nor the local platform speaks TLS. */
function withoutEncryption(url: URL): string {
  const changed = new URL(url);
  if (!changed.searchParams.has("sslmode")) changed.searchParams.set("sslmode", "disable");
  return changed.href;
}
