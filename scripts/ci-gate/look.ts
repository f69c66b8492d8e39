import type { Git } from "../git/git.ts";
import { resolveEnvironment } from "../manifest/environment.ts";
import { trackingRef } from "../git/remote.ts";
import { manifestPath } from "../manifest/edits.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Manifest } from "../manifest/schema.ts";
import { isOwnPush } from "../release/own-commit.ts";
import { checksOf } from "../workflows/ci-jobs.ts";
import { changedEntries } from "./changed-entries.ts";
import { changedSince } from "./changed-files.ts";
import { touchedBy } from "./touched.ts";

/** What a pull request has to pass, and why. */
export interface CiPlan {
  /** The commit that is looked at. */
  head: string;
  /** Where it left the base; null when that can't be told, and then everything runs. */
  since: string | null;
  /** Nothing but commits of releases and ships: there is nothing to run. */
  isOwn: boolean;
  /** Each job of `checksOf`, whether it has to run, and why. */
  jobs: readonly { id: string; runs: boolean; why: string }[];
  /** Components with changed files. */
  components: readonly string[];
  /** Changed files that are about no component. */
  others: readonly string[];
}

/** Looks at what HEAD changed since it left `base`. What can't be told runs everything: silence would be worse than a job too many. */
export async function lookAtChanges(git: Git, { root, manifest }: Workspace, base: string): Promise<CiPlan> {
  const jobs = checksOf(manifest);
  const difference = await changedSince(git, base);
  const { head } = difference;
  if (difference.since === null) {
    return {
      ...{ head, since: null, isOwn: false, components: Object.keys(manifest.components), others: [] },
      jobs: jobs.map(({ id }) => ({ id, runs: true, why: difference.why })),
    };
  }
  const { since, paths } = difference;
  const { isOwn } = await isOwnPush(git, head, since);
  const entries = paths.includes(manifestPath) ? await changedEntries(root, since, manifest) : [];
  const { components, others } = touchedBy(manifest, isOwn ? [] : paths, entries);
  return {
    ...{
      head,
      since,
      isOwn,
      components: Object.keys(manifest.components).filter((key) => components.has(key)),
      others,
    },
    jobs: jobs.map(({ id, components: of }) => {
      const found = of.map((key) => components.get(key)).find((path) => path !== undefined);
      if (found !== undefined) return { id, runs: true, why: `${found} changed` };
      return {
        id,
        runs: false,
        why: isOwn ? "every commit is a release's or a ship's own" : "no file of it changed",
      };
    }),
  };
}

/** What a clone compares with when nobody says: the branch that pull requests go to, as the remote had it last. */
export function usualBase(manifest: Manifest): string {
  const { upstream, entry } = resolveEnvironment(manifest);
  return trackingRef({ ...upstream, branch: entry?.promote?.from ?? upstream.branch });
}
