import { repositoryLinks } from "../../history/notes/repository-links.ts";
import { componentsOf } from "../../manifest/environment.ts";
import { type Candidate, readCandidates, realChanges } from "../../release/candidates.ts";
import { readTexts } from "../../release/demands/texts.ts";
import { previousTag } from "../../release/facts.ts";
import { tracksOf } from "../../release/track.ts";
import { formatTag } from "../../tracks/tag.ts";
import { compareTriples, formatVersion, raise, type Version } from "../../tracks/version.ts";
import type { TrackFact } from "../facts.ts";
import type { Collecting } from "./sources.ts";
import { known } from "./known.ts";

/** What happened to the tracks that are deployed there, and to SDKs that follow them, since their latest live tags. */
export async function collectTracks(from: Collecting): Promise<TrackFact[]> {
  const { git, control, environment, sha, promoted } = from;
  const { manifest, tree } = promoted;
  const deployed = componentsOf(manifest, environment);
  const all = tracksOf(manifest);
  const concerned = all.filter(({ key, release: { follows } }) =>
    deployed.includes(key) || follows.some((other) => deployed.includes(other))
  );
  if (concerned.length === 0) return [];
  const [candidates, links] = await Promise.all([
    readCandidates({ git, control, environment, workspace: promoted }, sha, concerned),
    repositoryLinks(git, manifest),
  ]);
  return await Promise.all(candidates.map(async (candidate): Promise<TrackFact> => {
    const { track: { key, release, written }, story } = candidate;
    const live = previousTag(candidate, true)?.version;
    const target = targetOf(candidate, live);
    const version = formatVersion(target);
    return {
      ...{ key, version: formatVersion(written), since: story.previousTag, live, facts: story.facts },
      follows: release.follows,
      isDeployed: deployed.includes(key),
      isChanged: realChanges(manifest, key, story.history.commits).length > 0,
      isRaised: live === undefined || compareTriples(written, live) > 0,
      moved: candidate.moved,
      texts: await known(() =>
        readTexts({ tree, key, story, version, tag: formatTag(release.tag, target), links })
      ),
    };
  }));
}

/** The live version that its texts are about: the one that is prepared, else the least that the changes ask for. */
function targetOf({ track: { written }, story: { facts } }: Candidate, live: Version | undefined): Version {
  const prepared: Version = { ...written, channel: "live", n: 0 };
  if (live === undefined || compareTriples(prepared, live) > 0) return prepared;
  return raise(live, facts.level ?? "patch");
}
