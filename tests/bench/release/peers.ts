import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { spawn } from "../../../scripts/runtime.ts";
import { note } from "../bench.ts";

/** What releases are compared with. Of git-cliff npm has binaries for some machines only, which no lockfile for all can name. */
const peers = ["@changesets/cli@2.31.1", "git-cliff@2.14.2"];

/** Installs them below `folder`, and gives the folder of their commands. */
export async function installReleasePeers(folder: string): Promise<string> {
  const cwd = join(folder, "peers");
  await mkdir(cwd);
  await writeFile(join(cwd, "package.json"), '{ "private": true }\n');
  note(`installing ${peers.join(" and ")} for the benchmark (npm install)`);
  const child = spawn("npm", [
    "install",
    "--no-save",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    ...peers,
  ], {
    cwd,
    stdout: "null",
    stderr: "inherit",
  });
  if (await child.exited !== 0) throw new Error(`npm install in ${cwd} failed; see above.`);
  return join(cwd, "node_modules");
}
