import { readCommonDir } from "../git/repository.ts";
import { makeTag, type TagObject } from "../git/make-tag.ts";
import { localTagMessage, pushTags, type RemoteTag } from "../git/tags.ts";
import { releaseTrailer, withTrailers } from "../git/trailers.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import { runUnderLease } from "../ship/flow/run-under-lease.ts";
import type { Session } from "../ship/flow/session.ts";
import type { Step } from "../ship/flow/flow.ts";
import { leaseStep } from "../ship/flow/steps/opening.ts";
import { formatTag } from "../tracks/tag.ts";
import { formatVersion } from "../tracks/version.ts";
import { baselineTrailer } from "./check-tag.ts";
import type { CutRequest, ReleaseOptions, ReleaseRun } from "./cut.ts";
import { readFacts } from "./facts.ts";
import { releaseFlow } from "./release-flow.ts";
import { lookAgain } from "./steps/fetch.ts";
import { tagExists } from "./steps/make.ts";
import { tracksOf } from "./track.ts";

/** A tag that a track gets to count from, and the older one whose commit it has. */
interface Baseline {
  key: string;
  name: string;
  version: string;
  tag: string;
  old: RemoteTag;
}

/**
 * Gives each track without any tag one to count from: where the repository had one tag for all, on the commit of the version that version.json
 * names. True when it made some. Nothing is released by them.
 */
export async function makeBaselines(
  at: Session,
  base: string,
  request: CutRequest,
  { waitSeconds, askChecks, confirm }: ReleaseOptions,
): Promise<boolean> {
  const missing = await findBaselines(at);
  const [first, ...others] = missing.map(({ key }) => key);
  if (first === undefined) return false;
  const asked = { component: first, isDeploying: false, waitSeconds, confirm };
  const begin = { commonDir: await readCommonDir(at.git), targets: [], withComponents: others };
  await runUnderLease(at, releaseFlow, asked, begin, async (shipRun) => {
    const run = Object.assign(shipRun, {
      cut: { request, askChecks, base, tracks: [], files: [], tags: [] },
    });
    await runSteps<ReleaseRun>(run, [leaseStep, baselineStep]);
  });
  return true;
}

/** What is missing, as the remote and version.json say. */
export async function findBaselines(
  { git, workspace, environment }: Pick<Session, "git" | "workspace" | "environment">,
): Promise<Baseline[]> {
  const tracks = tracksOf(workspace.manifest);
  const facts = await readFacts({ git, control: null, environment }, tracks);
  return facts.flatMap(({ track, baseline: old }): Baseline[] => {
    if (old === null) return [];
    const { key, component: { name }, release, written } = track;
    return [{ key, name, version: formatVersion(written), tag: formatTag(release.tag, written), old }];
  });
}

const baselineStep: Step<ReleaseRun> = {
  name: "baseline",
  async run(run) {
    const { git, upstream, lease, control, actor, signal } = run;
    await lookAgain(run);
    const missing = await findBaselines(run);
    const tags: TagObject[] = [];
    for (const { name, version, tag, old } of missing) {
      const known = await localTagMessage(git, tag);
      if (known !== null && !known.includes(`${baselineTrailer}: `)) throw tagExists(tag, false);
      const trailers = { [baselineTrailer]: old.name, [releaseTrailer]: lease.id };
      tags.push(await makeTag(git, tag, old.commit, withTrailers(`${name} ${version}`, trailers)));
    }
    await pushTags(git, upstream, tags, signal);
    for (const { key: component, version, tag, old } of missing) {
      await control.recordTag({ component, version, tag, commitSha: old.commit, actor });
    }
    const made = missing.map(({ tag, old }) => `${tag} (as ${old.name})`);
    return { summary: made.join(", "), detail: { tags: missing.map(({ tag }) => tag) } };
  },
};
