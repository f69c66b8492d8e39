import type { Output } from "../../cli/output.ts";
import type { Installed } from "./install.ts";

/** What was written or removed, and what is left to type. */
export function printInstalled(output: Output, installed: Installed, isInstall: boolean): void {
  const { written, commands, isChecked } = installed;
  for (const path of written) output.print(`${isInstall ? "wrote" : "removed"} ${path}`);
  if (written.length === 0) output.note("Nothing to change.");
  if (isInstall && !isChecked) output.note("systemd-analyze is not here, so nothing checked the units.");
  for (const command of commands) output.print(command);
  output.json({ event: "result", written, commands, is_checked: isChecked });
}
