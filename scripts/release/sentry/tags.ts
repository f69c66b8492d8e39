import { remoteTagTexts } from "../../git/tags.ts";
import { releaseTrailer } from "../../git/trailers.ts";
import { short } from "../../ship/flow/steps/commit.ts";
import { compareVersions, type Version, versionsIn } from "../../tracks/version.ts";
import { findBaselines } from "../baselines.ts";
import { taggedVersions } from "../facts.ts";
import { type Broken, type Invariant, keyOf } from "./place.ts";

/** Tags are where Postgres knows them, and nobody has made, moved, made again or taken away one. */
export const tagsStay: Invariant = {
  name: "tags",
  keys: ["tag:"],
  async look({ session: { git }, remote, database }) {
    const [{ tags, tracks }, { releases: { releases } }] = await Promise.all([remote(), database()]);
    const texts = await remoteTagTexts(git);
    return tracks.flatMap((track): Broken[] => {
      const known = releases.filter(({ component }) => component === track.key);
      const tagged = taggedVersions(track, tags);
      const first = lowest(versionsIn(known.map(({ version }) => version)));
      const there = tagged.flatMap(({ version, tag }): Broken[] => {
        const release = known.find((one) => one.tag === tag.name);
        const broken = (what: string, hint: string) => [{ key: keyOf("tag", tag.name), message: what, hint }];
        if (release === undefined) {
          // what was there before Slipway was is nobody's business
          if (first === undefined || compareVersions(version, first) < 0) return [];
          return broken(
            `the remote has a tag ${tag.name} that no release made`,
            `Take it away (git push --delete origin ${tag.name}), or leave it, and the next version goes past it.`,
          );
        }
        if (release.is_abandoned) {
          return broken(
            `the tag ${tag.name} is of a release that was given up`,
            `Take it away: git push --delete origin ${tag.name}`,
          );
        }
        if (release.commit_sha !== null && release.commit_sha !== tag.commit) {
          return broken(
            `the tag ${tag.name} was moved from ${short(release.commit_sha)} to ${short(tag.commit)}`,
            `Put it back, whoever has it may have built from it: git push --force origin ${release.commit_sha}:refs/tags/${tag.name}`,
          );
        }
        const isOurs = release.ship === null || tag.isAnnotated &&
            (texts.get(tag.name)?.includes(`${releaseTrailer}: ${release.ship}`) ?? false);
        return isOurs || release.tagged_at === null ? [] : broken(
          `the tag ${tag.name} is not the one that release ${release.ship} made: somebody made it again`,
          "Look who did, and when: the audit log of the code host. Its commit is the right one.",
        );
      });
      const gone = known.filter(({ tag, tagged_at }) =>
        tagged_at !== null && !tags.some(({ name }) => name === tag)
      ).map(({ tag, commit_sha }): Broken => ({
        key: keyOf("tag", tag),
        message: `the tag ${tag} is gone from the remote`,
        hint: `Put it back: git push origin ${commit_sha ?? "<commit>"}:refs/tags/${tag}`,
      }));
      return [...there, ...gone];
    });
  },
};

/** A track has a tag of its own to count from, where the repository had tags before it was one. */
export const tracksHaveTags: Invariant = {
  name: "baselines",
  keys: ["baseline:"],
  async look({ session, remote }) {
    const { workspace } = await remote();
    const missing = await findBaselines({ ...session, workspace });
    return missing.map(({ key, tag, old }) => ({
      key: keyOf("baseline", key),
      message: `${key} has no tag of its own; ${tag} would repeat ${old.name}`,
      hint: "The next slipway release makes it.",
    }));
  },
};

function lowest(versions: readonly Version[]): Version | undefined {
  return [...versions].sort(compareVersions)[0];
}
