import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { fields, type Git } from "../git/git.ts";
import type { Environment } from "../manifest/environment.ts";
import { ownerOf } from "../manifest/ownership.ts";
import type { Manifest } from "../manifest/schema.ts";
import { componentsHere } from "./follower.ts";

interface Scope {
  git: Git;
  manifest: Manifest;
  environment: Environment;
  host: string;
  /** Only these; undefined for all that are deployed here. */
  only: readonly string[] | undefined;
}

/**
 * The components of this host whose files differ between what was deployed here last and the commit, in the order in which they are deployed.
 * One that was never deployed here has moved. Raises `component_elsewhere`.
 */
export async function movedComponents(
  { git, manifest, environment, host, only }: Scope,
  deployed: Readonly<Record<string, string>>,
  head: string,
): Promise<string[]> {
  const here = componentsHere(manifest, environment, host);
  const strangers = only?.filter((key) => !here.includes(key)) ?? [];
  if (strangers.length > 0) {
    throw new CommandError(
      "component_elsewhere",
      `${strangers.join(", ")}: not deployed on ${host}`,
      `Components of this host have deploy.target "${host}": ${here.join(", ") || "none"}.`,
      exitCode.usage,
    );
  }
  const order = environment.entry?.promote?.order ?? [];
  const rank = (key: string) => order.includes(key) ? order.indexOf(key) : order.length;
  const wanted = here.filter((key) => only?.includes(key) ?? true).sort((a, b) => rank(a) - rank(b));
  const moved: string[] = [];
  for (const key of wanted) {
    if (await hasMoved(git, manifest, key, deployed[key], head)) moved.push(key);
  }
  return moved;
}

async function hasMoved(
  git: Git,
  manifest: Manifest,
  component: string,
  before: string | undefined,
  head: string,
): Promise<boolean> {
  if (before === undefined) return true;
  if (before === head) return false;
  const { code, stdout } = await git.run(
    ["diff", "--name-only", "--no-renames", "--relative", "-z", before, head, "--"],
    { answers: [0, 128] },
  );
  // a commit that is not here any more counts as another one
  if (code !== 0) return true;
  const { build } = manifest.components[component] ?? {};
  return fields(stdout).some((path) => ownerOf(manifest, path) === component) ||
    build !== await buildAt(git, before, component);
}

/** The build that a commit gives the component: a bump alone deploys it too, because its probes wait for that build. */
async function buildAt(git: Git, sha: string, component: string): Promise<number | undefined> {
  const { commitTree } = await import("../manifest/commit-tree.ts");
  const { loadWorkspace } = await import("../manifest/load.ts");
  try {
    const { manifest } = await loadWorkspace(git.root, commitTree(git.root, sha));
    return manifest.components[component]?.build;
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}
