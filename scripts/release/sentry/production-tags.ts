import { fetchBranch, trackingRef } from "../../git/remote.ts";
import { remoteTagsBeside } from "../../git/tags.ts";
import { environmentsOf } from "../../manifest/environment.ts";
import { type Broken, type Invariant, keyOf } from "./place.ts";

/** The tags of promotions are on the branch that is deployed there, and nowhere else. */
export const productionTagsAreOnBranch: Invariant = {
  name: "production tags",
  keys: ["promoted:"],
  async look({ session: { git, signal }, remote }) {
    const { workspace } = await remote();
    const broken: Broken[] = [];
    for (const { name, upstream, entry } of environmentsOf(workspace.manifest)) {
      const prefix = entry?.promote?.tag;
      if (prefix === undefined) continue;
      await fetchBranch(git, upstream, signal);
      const { remote: at, branch } = upstream;
      for (const tag of await remoteTagsBeside(git, prefix, trackingRef(upstream))) {
        broken.push({
          key: keyOf("promoted", name, tag),
          message: `the tag ${tag} says that ${name} had its commit, and ${at}/${branch} does not have it`,
          hint: `Whoever made it meant another name: git push --delete ${at} ${tag}`,
        });
      }
    }
    return broken;
  },
};
