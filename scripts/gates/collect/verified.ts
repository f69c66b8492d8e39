import type { Git } from "../../git/git.ts";
import { readLog } from "../../history/log/read-log.ts";
import { trackFiles } from "../../history/track-files.ts";
import { millisecondsOf } from "../../manifest/durations.ts";
import { componentsOf, environmentsBefore } from "../../manifest/environment.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { isMachineCommit } from "../../release/machine-commit.ts";
import type { VerifiedFact, VerifiedPlace } from "../facts.ts";
import { requireHistory } from "./ancestry.ts";
import type { Collecting } from "./sources.ts";
import { unknowable } from "./known.ts";

/** What is verified in the environments before, and how that is to the commit. */
export async function collectVerified(from: Collecting): Promise<VerifiedFact> {
  const { git, environment, sha, workspace: { manifest }, promoted, environmentStatus } = from;
  if (environmentStatus === undefined) {
    throw unknowable("nobody can be asked what is verified where", "Link the control plane: slipway link.");
  }
  const before = environmentsBefore(manifest, environment);
  if (before.length === 0) {
    throw unknowable(
      `no environment deploys ${environment.entry?.promote?.from ?? "the branch before"}`,
      "Name one in ship.environments, or take staging-verified out of promote.needs.",
    );
  }
  await requireHistory(git);
  const { environments } = await environmentStatus();
  const deployedIn = (name: string, component: string) =>
    environments.find((one) => one.name === name)?.deployed.find((one) => one.component === component);
  const keys = (from.components ?? componentsOf(manifest, environment))
    .filter((key) => before.some((one) => componentsOf(manifest, one).includes(key)));
  const relations = relationsIn(git, promoted.manifest, sha);
  const places = before.flatMap((one) =>
    keys.filter((key) => componentsOf(manifest, one).includes(key)).map(
      async (component): Promise<VerifiedPlace> => {
        const [there, here] = [one.name, environment.name].map((name) => deployedIn(name, component));
        const isThere = here !== undefined &&
          ["same", "unchanged"].includes(await relations(here.sha, component));
        return {
          ...{ environment: one.name, component, isThere },
          deployed: there === undefined
            ? null
            : { sha: there.sha, at: new Date(there.verified_at), by: there.verified_by },
          relation: there === undefined ? "unknown" : await relations(there.sha, component),
        };
      },
    )
  );
  return {
    maxAgeMs: millisecondsOf(environment.entry?.promote?.max_age ?? "7d") ?? 0,
    places: await Promise.all(places),
  };
}

/** How what is deployed is to the commit, for one component; one look at git for each deployed commit. */
function relationsIn(git: Git, manifest: Manifest, sha: string) {
  const looks = new Map<string, ReturnType<typeof commitsUpTo>>();
  return async (deployed: string, component: string): Promise<VerifiedPlace["relation"]> => {
    if (deployed === sha) return "same";
    const look = looks.get(deployed) ?? commitsUpTo(git, deployed, sha);
    looks.set(deployed, look);
    const commits = await look;
    if (commits === null) return "unknown";
    const touches = trackFiles(manifest, component);
    const isChanged = commits.some((commit) =>
      commit.paths.some(touches) && !isMachineCommit(manifest, commit)
    );
    return isChanged ? "changed" : "unchanged";
  };
}

/** What lies between; null when the clone does not know the commit, or the one is not before the other. */
async function commitsUpTo(git: Git, deployed: string, sha: string) {
  const { code } = await git.run(["merge-base", "--is-ancestor", deployed, sha], { answers: [0, 1, 128] });
  return code === 0 ? await readLog(git, { from: [sha], without: [deployed] }) : null;
}
