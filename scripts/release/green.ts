import { type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { namesChecks } from "../manifest/named-checks.ts";
import type { Session } from "../ship/flow/session.ts";
import type { AskChecks } from "../ship/guards/ask-checks.ts";

type Place = Pick<Session, "git" | "upstream" | "workspace" | "output" | "signal">;

/** What the checks say against a release of the commit, where `ship.gates` names some for its branch. */
export async function redForRelease(
  place: Place,
  askChecks: AskChecks,
  { sha, seconds }: { sha: string; seconds: number },
): Promise<Finding[]> {
  const { workspace, upstream: { branch } } = place;
  if (!namesChecks(workspace.manifest, [branch])) return [];
  return await askChecks(place, { sha, branches: [branch], seconds });
}

/** Raises `release_refused` (exit 5) while a check is not green. */
export async function requireGreen(...asked: Parameters<typeof redForRelease>): Promise<void> {
  const found = await redForRelease(...asked);
  if (found.length > 0) throw refuseAll("release_refused", found, exitCode.refused);
}
