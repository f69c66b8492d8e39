import { join } from "node:path";
import { commandEnvironment, type DeployContext, type EnvironmentOptions } from "../context.ts";
import { type PlannedCommand, quote } from "../planned-command.ts";

/** A line for `sh`, in a folder below the root, as people write it in version.json. */
export function planShell(
  context: DeployContext,
  line: string,
  folder = "",
  options?: EnvironmentOptions,
): PlannedCommand {
  return {
    program: "sh",
    args: ["-c", line],
    cwd: join(context.root, folder),
    env: commandEnvironment(context, options),
    shown: folder === "" ? line : `cd ${quote(folder)} && ${line}`,
  };
}
