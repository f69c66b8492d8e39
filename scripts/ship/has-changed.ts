import { readRepository } from "../git/repository.ts";
import { filesBetween } from "../git/files-between.ts";
import { ownerOf } from "../manifest/ownership.ts";
import type { Session } from "./flow/session.ts";

/** Whether a file of the component differs from the commit of its last build move, committed or not. A commit that is not here counts as changed. */
export async function hasChanged(
  { git, control, environment, workspace }: Session,
  component: string,
): Promise<boolean> {
  const { components } = await control.shipStatus(environment.name);
  const sha = components.find(({ key }) => key === component)?.last_move?.commit_sha;
  if (!sha || !/^[0-9a-f]{40,64}$/.test(sha)) return true;
  const [{ changes }, committed] = await Promise.all([
    readRepository(git),
    filesBetween(git, sha, "HEAD"),
  ]);
  if (committed === null) return true;
  return [...committed, ...changes.map(({ path }) => path)]
    .some((path) => ownerOf(workspace.manifest, path) === component);
}
