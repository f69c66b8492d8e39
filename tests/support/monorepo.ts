// A real monorepo in a temporary folder: nine components, a bare remote, an Xcode project, everything in step.

import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeTempDir, removeDir } from "../../scripts/runtime.ts";
import { monorepoFiles } from "./monorepo/files.ts";
import { demoManifest, type ManifestWishes } from "./monorepo/manifest.ts";
import type { Outcome } from "./command/messages.ts";
import { plainEnvironment, type RunOptions, runProgram, runSlipway } from "./monorepo/run.ts";

export { pbxprojPath } from "./monorepo/xcode.ts";
export type { ManifestDraft } from "./monorepo/manifest.ts";

export interface MonorepoOptions extends ManifestWishes {
  /** A bare repository as `origin`, with `main` pushed; true by default. */
  remote?: boolean;
  /** More files, or other contents: path → text. Committed with the rest. */
  files?: Record<string, string | Uint8Array>;
}

/** One work tree and what a person would do in it. */
export interface Checkout {
  root: string;
  /** Runs git; resolves to its stdout without the last line break; raises with its stderr when it fails. */
  git(...args: string[]): Promise<string>;
  /** The same without raising. */
  tryGit(...args: string[]): Promise<Outcome>;
  /** Runs the real `slipway` here; options, if any, come last. */
  run(...args: string[] | [...words: string[], options: RunOptions]): Promise<Outcome>;
  read(path: string): Promise<string>;
  bytes(path: string): Promise<Uint8Array>;
  write(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
  /** Writes the files, then `git add --all` and `git commit`; resolves to the new commit's sha. */
  commit(message: string, files?: Record<string, string | Uint8Array>): Promise<string>;
}

export interface Monorepo extends Checkout {
  /** The bare repository. */
  remote: string;
  /** HOME of everything that runs here; credentials live in `.config/slipway/` below it. */
  home: string;
  /** The environment that `run` and `git` use, for a test that starts processes itself. */
  env: Record<string, string>;
  /** Another clone of the remote, as on another machine; it goes away with the monorepo. */
  clone(): Promise<Checkout>;
  /** Removes everything. */
  stop(): Promise<void>;
}

/** Creates it and commits it as one commit on `main`. */
export async function createMonorepo(options: MonorepoOptions = {}): Promise<Monorepo> {
  const folder = await makeTempDir("slipway-monorepo-");
  const home = join(folder, "home");
  const root = join(folder, "work");
  const remote = join(folder, "remote.git");
  await mkdir(home);
  await mkdir(root);
  const env = plainEnvironment(home);
  const checkout = openCheckout(root, home);

  const { text, manifest } = demoManifest(options);
  const files = monorepoFiles(manifest, options.xcode ?? "plain");
  for (const [path, content] of [...files, ["version.json", text], ...Object.entries(options.files ?? {})]) {
    await checkout.write(String(path), content);
  }
  await checkout.git("init", "--quiet", "--initial-branch=main");
  await tame(checkout);
  await checkout.commit("The monorepo");
  if (options.remote ?? true) {
    const { code, stderr } = await runProgram("git", ["clone", "--quiet", "--bare", root, remote], {
      cwd: folder,
      env,
    });
    if (code !== 0) throw new Error(stderr);
    await checkout.git("remote", "add", "origin", remote);
    await checkout.git("fetch", "--quiet", "origin");
    await checkout.git("branch", "--quiet", "--set-upstream-to=origin/main");
  }

  let clones = 0;
  return {
    ...checkout,
    remote,
    home,
    env,
    async clone() {
      const target = join(folder, `clone-${++clones}`);
      await checkout.git("clone", "--quiet", remote, target);
      const clone = openCheckout(target, home);
      await tame(clone);
      return clone;
    },
    stop: () => removeDir(folder),
  };
}

/** The work tree at `root`, whatever is in it. */
export function openCheckout(root: string, home: string): Checkout {
  const env = plainEnvironment(home);
  const checkout: Checkout = {
    root,
    tryGit: (...args) => runProgram("git", args, { cwd: root, env }),
    async git(...args) {
      const { code, stdout, stderr } = await checkout.tryGit(...args);
      if (code !== 0) throw new Error(`git ${args.join(" ")} ended with ${code}: ${stderr}`);
      return stdout.replace(/\r?\n$/, "");
    },
    run(...args) {
      const words: string[] = [];
      let options: RunOptions = {};
      for (const arg of args) {
        if (typeof arg === "string") words.push(arg);
        else options = arg;
      }
      return runSlipway(root, home, words, options);
    },
    read: (path) => readFile(join(root, path), "utf8"),
    bytes: async (path) => new Uint8Array(await readFile(join(root, path))),
    async write(path, content, mode) {
      const file = join(root, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      if (mode !== undefined) await chmod(file, mode);
    },
    async commit(message, files = {}) {
      for (const [path, content] of Object.entries(files)) await checkout.write(path, content);
      await checkout.git("add", "--all");
      await checkout.git("commit", "--quiet", "--allow-empty", "-m", message);
      return checkout.git("rev-parse", "HEAD");
    },
  };
  return checkout;
}

/** No work in the background that would outlive a test. */
async function tame(checkout: Checkout): Promise<void> {
  await checkout.git("config", "gc.auto", "0");
  await checkout.git("config", "maintenance.auto", "false");
}
