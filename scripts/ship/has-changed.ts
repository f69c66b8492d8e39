import { readRepository } from "../git/repository.ts";
import { fields } from "../git/git.ts";
import { ownerOf } from "../manifest/ownership.ts";
import type { Session } from "./flow/session.ts";

/** Whether a file of the component differs from the commit of its last release, committed or not. A commit that is not here counts as changed. */
export async function hasChanged(
  { git, control, environment, workspace }: Session,
  component: string,
): Promise<boolean> {
  const { components } = await control.shipStatus(environment.name);
  const sha = components.find(({ key }) => key === component)?.last_release?.commit_sha;
  if (!sha || !/^[0-9a-f]{40,64}$/.test(sha)) return true;
  const [{ changes }, committed] = await Promise.all([
    readRepository(git),
    git.run(["diff", "--name-only", "--no-renames", "-z", sha, "HEAD", "--"], { answers: [0, 128] }),
  ]);
  if (committed.code !== 0) return true;
  return [...fields(committed.stdout), ...changes.map(({ path }) => path)]
    .some((path) => ownerOf(workspace.manifest, path) === component);
}
