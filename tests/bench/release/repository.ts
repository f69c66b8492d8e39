import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { openCheckout } from "../../support/monorepo.ts";
import { plainEnvironment, runProgram } from "../../support/monorepo/run.ts";
import { buildHistory, type HistoryWishes } from "../../support/history-repository.ts";
import type { Packed } from "../../support/packed.ts";

/** One tool's clone, with a remote of its own. */
export interface Clone {
  root: string;
  env: Record<string, string>;
  /** Runs a line of `sh` and resolves with what it wrote; raises when it fails. */
  sh(line: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
}

/**
 * Makes one repository that was in use for years and that all tools understand, and clones it for each. Slipway is installed from `packed`, as
 * people have it; `peers` is the `node_modules` of the others.
 */
export async function makeClones<Name extends string>(
  folder: string,
  names: readonly Name[],
  { packed, peers, wishes }: { packed: Packed; peers: string; wishes: HistoryWishes },
): Promise<Map<Name, Clone>> {
  const origin = join(folder, "origin");
  await mkdir(origin);
  await buildHistory(origin, wishes);
  const checkout = openCheckout(origin, folder);
  const clone = open(origin, folder);
  await packed.slipway.install(folder);
  for (const [path, text] of Object.entries(files(wishes))) await checkout.write(path, text);
  const slipway = join(folder, "node_modules/.bin/slipway");
  await clone.sh(`${slipway} readme && git add -A && git commit -q -m 'chore: tracks'`);
  const clones = new Map<Name, Clone>();
  for (const name of names) {
    const own = open(join(folder, name), folder);
    const remote = join(folder, `${name}.git`);
    await clone.sh(`git clone -q --bare '${origin}' '${remote}' && git clone -q '${remote}' '${own.root}'`);
    if (name === "slipway") await packed.slipway.install(own.root);
    else await symlink(peers, join(own.root, "node_modules"));
    clones.set(name, own);
  }
  return clones;
}

function open(root: string, home: string): Clone {
  const env = plainEnvironment(home);
  const { write } = openCheckout(root, home);
  return {
    root,
    env,
    write,
    async sh(line) {
      const { code, stdout, stderr } = await runProgram("sh", ["-e", "-c", line], { cwd: root, env });
      if (code !== 0) throw new Error(`${line} ended with ${code}: ${stderr || stdout}`);
      return stdout;
    },
  };
}

function files({ tracks, tags }: HistoryWishes): Record<string, string> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const version = `0.${Math.floor(tags / tracks)}.0`;
  const names = Array.from({ length: tracks }, (_, number) => `track-${number}`);
  return {
    ".gitignore": "node_modules\n",
    "README.md":
      "<!-- VERSION:banner --><!-- /VERSION:banner -->\n\n<!-- VERSION:table --><!-- /VERSION:table -->\n\n# Tracks\n",
    "package.json": json({ name: "tracks", private: true, workspaces: names }),
    ".changeset/config.json": json({
      changelog: "@changesets/cli/changelog",
      commit: false,
      baseBranch: "main",
    }),
    "version.json": json({
      name: "Tracks",
      build: 1,
      components: Object.fromEntries(names.map((name) => [name, {
        ...{ name, kind: "server", version, build: 1, paths: [name] },
        mirrors: [{ type: "json", file: `${name}/package.json`, key: "/version", value: "version" }],
        release: { tag: `${name}-v` },
      }])),
    }),
    ...Object.fromEntries(names.map((name) => [`${name}/package.json`, json({ name, version })])),
  };
}
