import { createHash } from "node:crypto";
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { getuid } from "node:process";
import { fileURLToPath } from "node:url";
import { makeTempDir, now, removeDir } from "../../runtime.ts";
import { StackError } from "../errors.ts";
import { ensureReachable, ensureWritable, namesIn, reachableTempRoot } from "./folders.ts";
import { type OsAccount, run } from "./os-account.ts";
import { makeDataFolder } from "./data-dir.ts";
import { linkLibraries } from "./link-libraries.ts";
import { findPackages } from "./packages.ts";
import { buildTemplate } from "./template.ts";

/** The parts that every local Postgres is started from. */
export interface PostgresHome {
  /** Holds bin, lib and share, with our extensions in share. */
  native: string;
  /** An initialised data directory, shut down cleanly, to copy from. */
  template: string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const here = dirname(fileURLToPath(import.meta.url));
const extensions = join(here, "..", "extensions");

/** Changes when anything changes that the cached folder is made of. */
async function cacheKey(native: string, pgtap: string, account: OsAccount): Promise<string> {
  // The template belongs to the account: a restored cache must not be taken for another's.
  const hash = createHash("sha256").update(String(account?.uid ?? getuid?.()));
  const own = ["bootstrap.sql", "template.ts"].map((name) => join(here, name));
  const ours = (await readdir(extensions)).map((name) => join(extensions, name));
  const parts = [
    join(native, "..", "package.json"),
    join(dirname(pgtap), "..", "package.json"),
    ...own,
    ...ours,
  ];
  for (const bytes of await Promise.all(parts.sort().map((path) => readFile(path)))) {
    hash.update(bytes).update("\0");
  }
  return `postgres-17-${hash.digest("hex").slice(0, 16)}`;
}

/** The folder of caches: in node_modules, or below the temporary folder when Postgres could not reach it there. */
async function cacheRoot(account: OsAccount, modules: string, log: (line: string) => void): Promise<string> {
  try {
    const root = await ensureReachable(account, join(modules, ".cache", "slipway"));
    // Root writes here itself; only the template is the account's.
    if (!account) await ensureWritable(account, root);
    return root;
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    const owner = getuid?.() ?? 0;
    const root = join(await reachableTempRoot(account), `slipway-cache-${owner}`);
    await mkdir(root, { recursive: true, mode: 0o755 });
    const found = await lstat(root);
    // A stranger may make this name first, and we execute what lies there.
    if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o022) !== 0) {
      throw new StackError(
        "cache_folder_foreign",
        `${root} belongs to somebody else.`,
        `Remove ${root}.`,
      );
    }
    log(`${error.message} Postgres is cached in ${root} instead.`);
    return root;
  }
}

/**
 * Finds or builds the cached Postgres. Building takes about 2 s and happens once per version; processes that do it
 * at the same time each build a sibling, the first rename wins and the others discard theirs.
 */
export async function preparePostgres(
  account: OsAccount,
  log: (line: string) => void,
): Promise<PostgresHome> {
  const { modules, native, pgtap } = findPackages();
  const [key, root] = await Promise.all([cacheKey(native, pgtap, account), cacheRoot(account, modules, log)]);
  const home = join(root, key);
  await keep(home, (build) => {
    log("Preparing Postgres; this happens once per version.");
    return buildHome(build, account, native, pgtap);
  });
  return { native: join(home, "native"), template: join(home, "template") };
}

/** Makes a folder of the cache where it is missing: see `buildOnce`. It stays as long as somebody starts from it now and then. */
export async function keep(target: string, work: (build: string) => Promise<void>): Promise<void> {
  if (!await exists(target)) {
    await removeAbandoned(dirname(target));
    await buildOnce(target, work);
  }
  await utimes(target, now() / 1000, now() / 1000);
}

/** Builds a sibling of `target` and renames it; where another process was faster, its work stays and this is discarded. */
async function buildOnce(target: string, work: (build: string) => Promise<void>): Promise<void> {
  const build = await makeTempDir(".building-", dirname(target));
  try {
    await chmod(build, 0o755);
    await work(build);
    await rename(build, target).catch(async (error) => {
      if (!await exists(target)) throw error;
    });
  } finally {
    await removeDir(build);
  }
}

async function buildHome(build: string, account: OsAccount, native: string, pgtap: string): Promise<void> {
  const copy = join(build, "native");
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(copy);
  await cp(extensions, join(copy, "share", "postgresql", "extension"), { recursive: true });
  const steps = [
    await run("tar", ["-xzf", pgtap, "-C", copy]),
    await run("chmod", ["-R", "a+rX", copy]),
    await run("chmod", ["a+x", ...["initdb", "pg_ctl", "postgres"].map((name) => join(copy, "bin", name))]),
  ];
  const failed = steps.find((step) => step.code !== 0);
  if (failed) {
    throw new StackError(
      "postgres_cache_failed",
      `The extensions could not be placed: ${failed.stderr.join(" ")}`,
      `Check that ${build} has space left and that tar is installed.`,
    );
  }
  const template = join(build, "template");
  await makeDataFolder(template, account);
  await buildTemplate({ native: copy, template, bootstrap: join(here, "bootstrap.sql"), account });
}

/** What a killed builder left behind, migrations that nobody started for a day, and versions that nobody started for a month. */
async function removeAbandoned(root: string): Promise<void> {
  for (const name of await namesIn(root)) {
    const path = join(root, name);
    const maxAgeMs = name.startsWith(".building-")
      ? hourMs
      : name.startsWith("migrated-")
      ? dayMs
      : 30 * dayMs;
    const isOld = async () => now() - (await stat(path)).mtimeMs > maxAgeMs;
    if (await isOld().catch(() => false)) await removeDir(path);
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(() => true, () => false);
}
