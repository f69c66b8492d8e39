import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Deploy } from "../../manifest/schema.ts";
import { commandEnvironment, type DeployContext, entryOf } from "../context.ts";
import { type PlannedCommand, quote } from "../planned-command.ts";

/** `npm run <script>` in the component's package. */
export function planNpm(context: DeployContext, deploy: Extract<Deploy, { type: "npm" }>): PlannedCommand[] {
  const folder = packageFolder(context);
  const typed = `npm run ${quote(deploy.script)}`;
  return [{
    program: "npm",
    args: ["run", deploy.script],
    cwd: join(context.root, folder),
    env: commandEnvironment(context),
    shown: folder === "" ? typed : `cd ${quote(folder)} && ${typed}`,
  }];
}

/** The first of the component's paths that holds a package.json; empty for the root. */
export function packageFolder(context: DeployContext): string {
  return entryOf(context).paths.find((path) => existsSync(join(context.root, path, "package.json"))) ??
    "";
}
