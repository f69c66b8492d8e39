import { openGit } from "../../git/git.ts";
import { hasIdentity, identityFix } from "../../git/identity.ts";
import { check } from "../../manifest/check.ts";
import type { Workspace } from "../../manifest/load.ts";
import { hooksProblem } from "../hooks.ts";
import { type Diagnosis, ill, well } from "./diagnosis.ts";

/** The clone: whether everything agrees, and whether its pushes are checked. */
export async function examineRepository(workspace: Workspace): Promise<Diagnosis[]> {
  const git = openGit(workspace.root);
  const [{ findings }, hooks, shallow, isSomebody] = await Promise.all([
    check(workspace),
    hooksProblem(git),
    git.run(["rev-parse", "--is-shallow-repository"]),
    hasIdentity(git),
  ]);
  return [
    findings.length === 0 ? well("check", "mirrors, README.md and map agree with version.json") : ill(
      "check",
      `${findings.length} places disagree with version.json`,
      "See slipway check; slipway sync mends most.",
    ),
    hooks === null
      ? well("hooks", "pushes from this clone are checked")
      : ill("hooks", hooks, "Run slipway hooks."),
    shallow.stdout.trim() === "true"
      ? ill("clone", "the clone is shallow, so nothing can be shipped from it", "Run git fetch --unshallow.")
      : well("clone", "the clone has its whole history"),
    isSomebody
      ? well("identity", "git knows in whose name to commit")
      : ill("identity", "git does not know in whose name to commit", `Run ${identityFix}.`),
  ];
}
