import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { heldBy } from "../../ship/flow/deployment.ts";
import type { Step } from "../../ship/flow/flow.ts";
import { readCandidates, storiesOf } from "../candidates.ts";
import { chooseCuts } from "../choose.ts";
import type { ReleaseRun, TrackCut } from "../cut.ts";
import { guardPromotion } from "../promotion.ts";
import { concernedTracks, tracksOf } from "../track.ts";

/** How often another release may be faster. */
const mostTries = 10;

/** Takes the versions in Postgres, for good, before anything is written; a run that is resumed has them already. */
export const reserveStep: Step<ReleaseRun> = {
  name: "reserve",
  async run(run) {
    const { output, number } = run;
    const chosen = await reserved(run) ?? await reserveNext(run);
    run.cut = { ...run.cut, tracks: chosen };
    const [first] = chosen;
    if (first === undefined) return { summary: "another release has done it", isSkipped: true };
    // a run with a version is one to be resumed
    number.choose({ written: first.build, highest: first.build - 1 });
    for (const { key, previous, version } of chosen) {
      output.note(`        ${key} ${previous.version} → ${version}`);
    }
    return {
      summary: chosen.map(({ tag }) => tag).join(", "),
      detail: { tracks: chosen.map(({ key, version, tag, build }) => ({ key, version, tag, build })) },
    };
  },
};

/** What this run has reserved before; null when it has not, or only some of it: the same again is reserved then, and the rest. */
async function reserved(run: ReleaseRun): Promise<TrackCut[] | null> {
  if (!run.ended.has("reserve")) return null;
  const { releases } = await run.control.releaseStatus();
  const own = releases.filter(({ ship }) => ship === run.lease.id);
  if (own.length === 0) return null;
  const tracks = tracksOf(run.workspace.manifest).filter(({ key }) =>
    own.some(({ component }) => component === key)
  );
  const candidates = await readCandidates(run, run.cut.base, tracks, run.lease.id);
  return candidates.flatMap(({ track: { key, component }, tagged, commits }) =>
    own.filter(({ component: of }) => of === key).map(({ version, tag, build }) => ({
      ...{ key, version, tag, build: build ?? component.build },
      previous: { version: component.version, build: component.build },
      since: tagged.find(({ tag: { name } }) => name !== tag)?.tag.name ?? null,
      commits,
    }))
  );
}

async function reserveNext(run: ReleaseRun): Promise<TrackCut[]> {
  const { control, lease, output, cut, number } = run;
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const candidates = await readCandidates(
      run,
      cut.base,
      concernedTracks(run.workspace.manifest, cut.request.tracks),
      lease.id,
    );
    const { cuts, skipped } = chooseCuts(candidates, cut.request);
    for (const { code, message } of skipped) output.warn(code, message);
    // what another release was faster with
    const held = cuts.filter(({ key }) => run.leaseNames.includes(`component:${key}`));
    if (held.length === 0) return [];
    for (const { code, message } of await guardPromotion({ ...run, candidates, cuts: held })) {
      output.warn(code, message);
    }
    const stories = storiesOf(candidates);
    await cut.request.agree?.({ ...run, base: cut.base, cuts: held, stories });
    try {
      const taken = [];
      for (const track of held) {
        const { key: component, version, tag, build } = track;
        const answer = await control.reserveRelease(heldBy(run), {
          component,
          version,
          tag,
          build,
        });
        taken.push({ ...track, version: answer.version, tag: answer.tag, build: answer.build });
        // from here on it is a run to be resumed, also when a person stops it right now
        if (taken.length === 1) number.choose({ written: answer.build, highest: answer.build - 1 });
      }
      return taken;
    } catch (error) {
      if (!(error instanceof CommandError) || error.code !== "version_taken" || cut.request.version) {
        throw error;
      }
    }
  }
  throw new CommandError(
    "version_taken",
    "others reserve the same versions all the time",
    "Wait until they are done, then run the command again.",
    exitCode.refused,
  );
}
