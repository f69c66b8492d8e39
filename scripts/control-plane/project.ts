import type { Git } from "../git/git.ts";
import { repositoryIdentity } from "../git/repository-identity.ts";
import type { Environment } from "../manifest/environment.ts";
import type { Manifest } from "../manifest/schema.ts";
import type { Project } from "./credentials.ts";

/** The project that a clone belongs to, in an environment. */
export async function resolveProject(
  git: Git,
  { name }: Pick<Manifest, "name">,
  { projectRef: ref, upstream }: Environment,
): Promise<Project> {
  return { name, ref, ...await repositoryIdentity(git, upstream.remote) };
}
