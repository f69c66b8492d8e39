// npm runs this whenever node_modules has changed, in a checkout only: it links the commands of dependencies, not our own. The pre-push hook
// calls ours, so this clone's hook is switched on as soon as it can work.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = new URL("../../node_modules/.bin/", import.meta.url);
try {
  mkdirSync(folder, { recursive: true });
  rmSync(new URL("slipway", folder), { force: true });
  symlinkSync("../../bin/slipway", new URL("slipway", folder));
  // somebody's own setting stays: the command refuses to change it
  if (existsSync(`${root}.git`)) spawnSync(`${root}bin/slipway`, ["hooks"], { cwd: root, stdio: "ignore" });
} catch (error) {
  // Nothing else needs the link.
  console.warn(`node_modules/.bin/slipway was not made: ${error.message}`);
}
