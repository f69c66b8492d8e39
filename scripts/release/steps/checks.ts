import { type Finding, refuseAll } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { hasIdentity } from "../../git/identity.ts";
import { readRepository } from "../../git/repository.ts";
import { check } from "../../manifest/check.ts";
import type { Step } from "../../ship/flow/flow.ts";
import { identityMissing, notAtTop } from "../../ship/guards/branch.ts";
import { refuse } from "../../ship/guards/guards.ts";
import { formatVersion } from "../../tracks/version.ts";
import type { CutRequest, ReleaseRun } from "../cut.ts";
import { redForRelease } from "../green.ts";

/** What speaks against a release from here, all of it at once, before anything is written. What was asked for is journalled: a later resume does the same. */
export const checksStep: Step<ReleaseRun> = {
  name: "checks",
  isReading: true,
  async run(run) {
    const [clone, red] = await Promise.all([
      guardClone(run),
      redForRelease(run, run.cut.askChecks, { sha: run.cut.base, seconds: 0 }),
    ]);
    const findings = [...clone, ...red];
    const { findings: drift } = await check(run.workspace);
    refuse(findings, drift);
    return {
      summary: "passed",
      detail: { request: requestDetail(run.cut.request), branch: run.upstream.branch },
    };
  },
};

/** Raises everything that is wrong with the clone itself: exit 5. */
export async function requireClone(place: Pick<ReleaseRun, "git">): Promise<void> {
  const findings = await guardClone(place);
  if (findings.length > 0) throw refuseAll("release_refused", findings, exitCode.refused);
}

async function guardClone({ git }: Pick<ReleaseRun, "git">): Promise<Finding[]> {
  const [{ prefix, isShallow }, isSomebody] = await Promise.all([readRepository(git), hasIdentity(git)]);
  const findings: (Finding | false)[] = [
    prefix !== "" && notAtTop(prefix),
    isShallow && {
      code: "clone_shallow",
      message: "the clone is shallow, so nobody can tell what changed since a tag",
      hint: "git fetch --unshallow; in a workflow of GitHub: actions/checkout with fetch-depth: 0",
    },
    !isSomebody && identityMissing,
  ];
  return findings.filter((finding) => finding !== false);
}

function requestDetail({ tracks, channel, level, version, date }: CutRequest) {
  return { tracks, channel, level, version: version && formatVersion(version), date };
}
