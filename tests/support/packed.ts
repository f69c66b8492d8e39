// The npm package as a user gets it, packed from what is on disk now.

import { mkdir, readFile, symlink } from "node:fs/promises";
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

/** A packed tarball. */
export interface Packed {
  tarball: string;
  /** What is in it, from the package's folder. */
  files: string[];
  /** Unpacks it into `folder` as npm would install it; what it depends on is linked from this checkout. */
  install(folder: string): Promise<void>;
  remove(): Promise<void>;
}

/** Runs `npm pack` in a copy of this checkout, so that two tests never write the same `dist`. */
export async function packSlipway(): Promise<Packed> {
  const copy = await makeFreshCopy();
  const folder = dirname(copy.path);
  const env = { ...plainEnvironment(folder), npm_config_update_notifier: "false" };
  await symlink(join(repositoryRoot, "node_modules"), join(copy.path, "node_modules"));
  const json = await must("npm", ["pack", "--json", "--pack-destination", folder], copy.path, env);
  const [packed] = packOutput.parse(JSON.parse(json.slice(json.search(/^[[{]/m))));
  if (!packed) throw new Error(`npm pack said ${json}`);
  const tarball = join(folder, packed.filename);
  return {
    tarball,
    files: packed.files.map(({ path }) => path).sort(),
    install: (target) => install(tarball, target, env),
    remove: copy.remove,
  };
}

async function install(tarball: string, folder: string, env: Record<string, string>): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "slipway"), { recursive: true });
  await mkdir(join(modules, ".bin"), { recursive: true });
  await must(
    "tar",
    ["-xzf", tarball, "-C", join(modules, "slipway"), "--strip-components", "1"],
    folder,
    env,
  );
  const manifest = z.object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await readFile(join(modules, "slipway", "package.json"), "utf8")));
  for (const name of Object.keys(manifest.dependencies)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(repositoryRoot, "node_modules", name), join(modules, name));
  }
  await symlink("../slipway/bin/slipway", join(modules, ".bin", "slipway"));
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
