// A repository that has never seen Slipway.

import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { makeTempDir, removeDir } from "../../scripts/runtime.ts";
import { type Checkout, openCheckout } from "./monorepo.ts";
import { slipwayCommand } from "./repository.ts";

export interface Foreign extends Checkout {
  home: string;
  stop(): Promise<void>;
}

/** npm workspaces with two packages; one has a deploy script. */
export const twoPackages: Record<string, string> = {
  "package.json": `${
    JSON.stringify({ name: "foreign", private: true, workspaces: ["packages/*"] }, null, 2)
  }\n`,
  "packages/api/package.json": `${JSON.stringify({ name: "@foreign/api", version: "2.1.0" }, null, 2)}\n`,
  "packages/web/package.json": `${
    JSON.stringify({ name: "web", version: "1.0.0", scripts: { deploy: "node deploy.js" } }, null, 4)
  }\n`,
  "README.md": "# Foreign\n\nWhat it is.\n",
  ".gitignore": "node_modules/\n",
};

/** Creates it with these files, committed on `main`. */
export async function createForeign(files: Record<string, string> = twoPackages): Promise<Foreign> {
  const folder = await makeTempDir("slipway-foreign-");
  const home = join(folder, "home");
  const root = join(folder, "foreign");
  await mkdir(home);
  await mkdir(root);
  const checkout = openCheckout(root, home);
  await checkout.git("init", "--quiet", "--initial-branch=main");
  await checkout.git("config", "gc.auto", "0");
  await checkout.git("config", "maintenance.auto", "false");
  await checkout.commit("What was there", files);
  return { ...checkout, home, stop: () => removeDir(folder) };
}

/** Puts this checkout's command where npm would have put it: hooks look there. */
export async function linkCommandInto(root: string): Promise<void> {
  await mkdir(join(root, "node_modules", ".bin"), { recursive: true });
  await symlink(slipwayCommand, join(root, "node_modules", ".bin", "slipway"));
}
