import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { plainEnvironment, runProgram } from "../../support/monorepo/run.ts";
import type { Packed } from "../../support/packed.ts";

/** The packages of the repository that every tool ships from. */
export const packages = [
  "web",
  "api",
  "dashboard",
  "docs",
  "proxy",
  "connector",
  "status",
  "marketing",
  "bot",
];

/** One tool's clone, with a remote of its own. */
export interface Clone {
  root: string;
  env: Record<string, string>;
  /** Runs a line of `sh` and resolves with what it wrote; raises when it fails. */
  sh(line: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
}

const peers = join(import.meta.dirname ?? "", "peers");

/**
 * Makes one monorepo that all tools understand (npm workspaces, .changeset, lerna.json, version.json) and clones it for each, so
 * that they ship the same files with the same history. Slipway is installed from `packed`, as people have it.
 */
export async function makeClones<Name extends string>(
  folder: string,
  names: readonly Name[],
  packed: Packed,
): Promise<Map<Name, Clone>> {
  const origin = open(join(folder, "origin"), folder);
  await mkdir(origin.root);
  await packed.slipway.install(folder);
  const slipway = join(folder, "node_modules/.bin/slipway");
  for (const [path, text] of Object.entries(files())) await origin.write(path, text);
  await origin.sh(
    `git init -q -b main && git add -A && git commit -q -m 'The packages' && ${slipway} init --yes`,
  );
  for (let number = 1; number <= 30; number++) {
    await origin.write(`packages/api/src/${number}.js`, `export const number = ${number};\n`);
    await origin.sh(`git add -A && git commit -q -m 'Change ${number}'`);
  }
  await origin.sh(packages.map((name) => `git tag -a ${name}@1.0.0 -m ${name}@1.0.0`).join(" && "));

  const clones = new Map<Name, Clone>();
  for (const name of names) {
    const clone = open(join(folder, name), folder);
    const remote = join(folder, `${name}.git`);
    await origin.sh(
      `git clone -q --bare '${origin.root}' '${remote}' && git clone -q '${remote}' '${clone.root}'`,
    );
    if (name === "slipway") {
      await packed.slipway.install(clone.root);
      await clone.sh(`${slipway} hooks`); // the push is checked
    } else await symlink(join(peers, "node_modules"), join(clone.root, "node_modules"));
    clones.set(name, clone);
  }
  return clones;
}

function open(root: string, home: string): Clone {
  const env = plainEnvironment(home);
  return {
    root,
    env,
    async sh(line) {
      const { code, stdout, stderr } = await runProgram("sh", ["-e", "-c", line], { cwd: root, env });
      if (code !== 0) throw new Error(`${line} ended with ${code}: ${stderr || stdout}`);
      return stdout;
    },
    async write(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
  };
}

function files(): Record<string, string> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    ".gitignore": "node_modules\n.nx\n",
    "README.md": "# Nine packages\n",
    "package.json": json({ name: "nine", private: true, workspaces: ["packages/*"] }),
    "package-lock.json": json({
      name: "nine",
      lockfileVersion: 3,
      requires: true,
      packages: { "": { name: "nine" } },
    }),
    "lerna.json": json({ version: "independent", npmClient: "npm", packages: ["packages/*"] }),
    ".changeset/config.json": json({
      changelog: "@changesets/cli/changelog",
      commit: false,
      baseBranch: "main",
    }),
    ...Object.fromEntries(packages.flatMap((name) => [
      [`packages/${name}/package.json`, json({ name, version: "1.0.0", build: 1 })],
      [`packages/${name}/src/main.js`, `export const name = "${name}";\n`],
    ])),
  };
}
