import type { Step } from "../../../ship/flow/flow.ts";
import { short } from "../../../ship/flow/steps/commit.ts";
import type { PublishRun } from "../publication.ts";

/** What the remote has behind the tag must be what was recorded: `tag_moved` otherwise. A release that was killed before that is recorded now. */
export const tagStep: Step<PublishRun> = {
  name: "tag",
  async run({ control, actor, changed, publication: { track: { key }, version, tag, commit, build } }) {
    const { releases } = await control.releaseStatus(key);
    const known = releases.find((release) => release.version === version);
    const release = await control.recordTag({
      ...{ component: key, version, tag, commitSha: commit, actor },
      build: known === undefined ? build : undefined,
    });
    if (release.is_new) changed.add("tag");
    return {
      summary: `${tag} is ${short(commit)}, build ${release.build ?? build}`,
      detail: { tag, version, sha: commit },
    };
  },
};
