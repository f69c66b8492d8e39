import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { CommandError, type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { ciJobOf, databaseCredentials } from "../deploy/migrations/ci-job.ts";
import { isHostedAddress, isLocalAddress, projectOfAddress } from "../deploy/migrations/database-address.ts";
import { environmentsOf } from "../manifest/environment.ts";
import type { Workspace } from "../manifest/load.ts";
import { env } from "../runtime.ts";

/** Where migrations are tried from nothing. */
export interface CiDatabase {
  url: string;
  /** Was started for it, and has nothing but what a new project has. */
  isOwn: boolean;
  stop(): Promise<void>;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * A job of CI that checks has no credential of an environment's database, and says so by refusing to run with one: all of them at once, and
 * never a value. Raises `ci_holds_credential` (exit 5).
 */
export function refuseCredentialsInCi(root: string, variables: Variables = process.env): void {
  if (ciJobOf(variables) === null) return;
  const named = databaseCredentials.filter((name) => variables[name]);
  const addresses = Object.entries(variables).flatMap(([name, value = ""]) =>
    !named.includes(name) && name !== "SLIPWAY_CI_DATABASE_URL" && isForeign(value) ? [name] : []
  );
  const found: Finding[] = [...named, ...addresses].map((name) => ({
    code: "ci_holds_credential",
    message: `this CI job has ${name}`,
    hint:
      "Take it out of this job: only the job that deploys an environment needs it, from protected secrets.",
  }));
  if (existsSync(join(root, "supabase/.temp/project-ref"))) {
    found.push({
      code: "ci_holds_credential",
      message: "this CI job is linked to a hosted project",
      hint: "Keep supabase/.temp out of the repository and of the job's cache.",
      file: "supabase/.temp/project-ref",
    });
  }
  if (found.length > 0) throw refuseAll("ci_holds_credential", found);
}

/** An address of Postgres that is neither of this machine nor of a service beside it. */
function isForeign(value: string): boolean {
  const url = /^postgres(ql)?:\/\//.test(value) ? URL.parse(value) : null;
  return url !== null && !isLocalAddress(url);
}

/**
 * The database that SLIPWAY_CI_DATABASE_URL names, else a new one of the local platform. Raises `ci_database_invalid` (exit 4) and
 * `ci_database_is_remote` (exit 5) for one of a hosted project, and what loading the platform raises.
 */
export async function openCiDatabase(
  { manifest }: Workspace,
  log: (line: string) => void,
): Promise<CiDatabase> {
  const address = env("SLIPWAY_CI_DATABASE_URL");
  if (address === undefined) {
    const { loadPlatform } = await import("../platform.ts");
    const { startHostedLike } = await loadPlatform();
    const server = await startHostedLike(log);
    return { url: server.ownerUrl, isOwn: true, stop: () => server.stop() };
  }
  const url = URL.parse(address);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new CommandError(
      "ci_database_invalid",
      "SLIPWAY_CI_DATABASE_URL is no postgresql:// address",
      "Percent-encode special characters of the password.",
      exitCode.credentials,
    );
  }
  mask.add(decodeURIComponent(url.password));
  const ref = projectOfAddress(url);
  const declared = environmentsOf(manifest).find(({ projectRef }) => ref !== undefined && projectRef === ref);
  if (isHostedAddress(url) || declared !== undefined) {
    throw new CommandError(
      "ci_database_is_remote",
      `SLIPWAY_CI_DATABASE_URL is a hosted project${
        declared === undefined ? "" : `: that of ${declared.name}`
      }`,
      "Give it an empty database of the job's own, or leave it out: then the local platform starts one.",
      exitCode.refused,
    );
  }
  return { url: address, isOwn: false, stop: () => Promise.resolve() };
}
