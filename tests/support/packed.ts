// The npm packages as a user gets them, packed from what is on disk now.

import { mkdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { makeFreshCopy } from "../e2e/deploy/fresh-copy.ts";
import { plainEnvironment, runProgram } from "./monorepo/run.ts";
import { repositoryRoot } from "./repository.ts";

const packOutput = z.union([
  z.array(z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) })),
  z.record(
    z.string(),
    z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }),
  ).transform((packages) => Object.values(packages)),
]);
const manifestSchema = z.object({
  name: z.string(),
  bin: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()),
});

/** A packed tarball. */
export interface Tarball {
  path: string;
  /** What is in it, from the package's folder. */
  files: string[];
  /** Unpacks it into `folder` as npm would install it; what it depends on is linked from this checkout. */
  install(folder: string): Promise<void>;
}

/** The command, the local platform, and the copy of this checkout that they were packed in. */
export interface Packed {
  slipway: Tarball;
  platform: Tarball;
  remove(): Promise<void>;
}

/** Runs `npm pack` in a copy of this checkout, so that two tests never write the same `dist`. */
export async function packSlipway(): Promise<Packed> {
  const copy = await makeFreshCopy();
  const folder = dirname(copy.path);
  const env = { ...plainEnvironment(folder), npm_config_update_notifier: "false" };
  await symlink(join(repositoryRoot, "node_modules"), join(copy.path, "node_modules"));
  const pack = async (...which: string[]): Promise<Tarball> => {
    const args = ["pack", "--json", "--pack-destination", folder, ...which];
    const json = await must("npm", args, copy.path, env);
    const [packed] = packOutput.parse(JSON.parse(json.slice(json.search(/^[[{]/m))));
    if (!packed) throw new Error(`npm pack said ${json}`);
    const path = join(folder, packed.filename);
    return {
      path,
      files: packed.files.map(({ path }) => path).sort(),
      install: (target) => install(path, target, env),
    };
  };
  return { slipway: await pack(), platform: await pack("--workspace", "platform"), remove: copy.remove };
}

async function install(tarball: string, folder: string, env: Record<string, string>): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, ".bin"), { recursive: true });
  const json = await must("tar", ["-xzOf", tarball, "package/package.json"], folder, env);
  const { name, bin, dependencies } = manifestSchema.parse(JSON.parse(json));
  await mkdir(join(modules, name));
  await must("tar", ["-xzf", tarball, "-C", join(modules, name), "--strip-components", "1"], folder, env);
  for (const dependency of Object.keys(dependencies)) {
    await mkdir(dirname(join(modules, dependency)), { recursive: true });
    await symlink(join(repositoryRoot, "node_modules", dependency), join(modules, dependency));
  }
  for (const [command, path] of Object.entries(bin)) {
    await symlink(join("..", name, path), join(modules, ".bin", command));
  }
}

async function must(
  program: string,
  args: string[],
  cwd: string,
  env: Record<string, string>,
): Promise<string> {
  const { code, stdout, stderr } = await runProgram(program, args, { cwd, env });
  if (code !== 0) throw new Error(`${program} ${args[0]} ended with ${code}: ${stderr}`);
  return stdout;
}
