import type { Finding } from "../cli/command-error.ts";
import { branchesOf, needsChecks } from "../manifest/named-checks.ts";
import type { Session } from "../ship/flow/session.ts";
import { type AskChecks, isToCome } from "../ship/guards/ask-checks.ts";

/**
 * What the checks say against a deploy of the commit, where version.json asks for them. Where a push deploys by itself, those that are still to
 * come say nothing: it comes while they run. Elsewhere they are waited for.
 */
export async function redForDeploy(
  session: Session,
  askChecks: AskChecks,
  { sha, seconds }: { sha: string; seconds: number },
): Promise<Finding[]> {
  const { workspace, environment } = session;
  if (!needsChecks(workspace.manifest, environment)) return [];
  const branches = branchesOf(environment);
  if (environment.entry?.auto !== "push") return await askChecks(session, { sha, branches, seconds });
  return (await askChecks(session, { sha, branches, seconds: 0 })).filter((finding) => !isToCome(finding));
}
