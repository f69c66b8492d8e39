import { cp, lstat, mkdir, readlink, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import type { ManagementApi } from "../../support/management-api/management-api.ts";
import { supabaseCli } from "../../../scripts/supabase-cli.ts";
import { repositoryRoot } from "../../support/repository.ts";

/** The repository as a clone would hold it, in a temporary folder. */
export interface FreshCopy {
  path: string;
  /** Runs the real CLI on the copy, with a stand-in as its API; it calls nobody else. */
  supabase(api: ManagementApi, args: string[]): Promise<{ code: number; said: string }>;
  remove(): Promise<void>;
}

/** Copies every file that git does not ignore, symlinks as such, and so neither .git nor node_modules. */
export async function makeFreshCopy(): Promise<FreshCopy> {
  const folder = await makeTempDir("slipway-fresh-copy-");
  const path = join(folder, "clone");
  const home = join(folder, "home");
  const listed = await run("git", [
    "-C",
    repositoryRoot,
    "ls-files",
    "--cached",
    "--others",
    "--exclude-standard",
    "-z",
  ]);
  if (listed.code !== 0) throw new Error(`git_unavailable: ${listed.said}`);
  for (const name of listed.said.split("\0").filter((one) => one !== "")) {
    const [from, to] = [join(repositoryRoot, name), join(path, name)];
    const info = await lstat(from).catch(() => null);
    if (info === null) continue; // deleted, and not yet committed
    await mkdir(dirname(to), { recursive: true });
    if (info.isSymbolicLink()) await symlink(await readlink(from), to);
    else await cp(from, to);
  }

  return {
    path,
    supabase: async (api, args) => {
      await mkdir(home, { recursive: true });
      const profile = join(home, "profile.yaml");
      await writeFile(profile, api.profile);
      return run(
        supabaseCli(),
        [...args, `--remote=${api.projectRef}`, "--profile", profile, "--workdir", path, "--yes"],
        {
          SUPABASE_ACCESS_TOKEN: api.accessToken,
          SUPABASE_HOME: home,
          SUPABASE_TELEMETRY_DISABLED: "1",
          DO_NOT_TRACK: "1",
          SUPABASE_NO_UPDATE_NOTIFIER: "1",
          SUPABASE_NO_KEYRING: "1",
        },
      );
    },
    remove: () => removeDir(folder),
  };
}

/** Runs a program to its end. */
export async function run(command: string, args: string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args,
    env,
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, said: text(stdout) + text(stderr), stdout: text(stdout) };
}
