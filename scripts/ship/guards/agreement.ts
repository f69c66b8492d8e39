import { refuseAll } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { check } from "../../manifest/check.ts";
import type { Workspace } from "../../manifest/load.ts";

/** Raises every location that disagrees at once (exit 7). */
export async function requireAgreement(workspace: Workspace): Promise<void> {
  const { findings } = await check(workspace);
  if (findings.length > 0) throw refuseAll("drift", findings, exitCode.drift);
}
