import { createHash } from "node:crypto";
import { cp, lstat, mkdir, readlink, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeTempDir, spawn } from "../../../scripts/runtime.ts";
import type { ManagementApi } from "../../../scripts/stack/management-api/management-api.ts";
import { supabaseCli } from "../../../scripts/stack/postgres/push-migrations.ts";

export const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** What a clone would hold: every file that git does not ignore, symlinks kept as such, and neither .git nor node_modules. */
export async function makeFreshCopy(): Promise<string> {
  const copy = await makeTempDir("slipway-fresh-copy-");
  const git = spawn("git", ["-C", repository, "ls-files", "--cached", "--others", "--exclude-standard"]);
  const paths = new Set<string>();
  for await (const path of git.stdout) paths.add(path);
  if (await git.exited !== 0 || paths.size === 0) {
    throw new Error("git_unavailable: the test copies what git lists");
  }
  for (const path of paths) {
    const info = await lstat(join(repository, path)).catch(() => null);
    if (info === null) continue; // deleted, and not yet committed
    await mkdir(join(copy, dirname(path)), { recursive: true });
    if (info.isSymbolicLink()) await symlink(await readlink(join(repository, path)), join(copy, path));
    else await cp(join(repository, path), join(copy, path));
  }
  return copy;
}

/** Runs the real CLI on a copy, with a stand-in as its API. Its state goes below `copy`, and it calls nobody else. */
export async function runCli(
  copy: string,
  api: ManagementApi,
  args: string[],
): Promise<{ code: number; said: string }> {
  const profile = join(copy, "..", `${createHash("sha1").update(copy).digest("hex")}.yaml`);
  await writeFile(profile, api.profile);
  const child = spawn(
    supabaseCli(),
    [...args, `--remote=${api.projectRef}`, "--profile", profile, "--workdir", copy, "--yes"],
    {
      env: {
        SUPABASE_ACCESS_TOKEN: api.accessToken,
        SUPABASE_HOME: join(copy, ".cli"),
        SUPABASE_TELEMETRY_DISABLED: "1",
        DO_NOT_TRACK: "1",
        SUPABASE_NO_UPDATE_NOTIFIER: "1",
        SUPABASE_NO_KEYRING: "1",
      },
    },
  );
  const said: string[] = [];
  const collect = async (lines: AsyncIterable<string>) => {
    for await (const line of lines) said.push(line);
  };
  await Promise.all([collect(child.stdout), collect(child.stderr)]);
  return { code: await child.exited, said: said.join("\n") };
}
