import { type Git } from "../../git/git.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import { manifestPath } from "../../manifest/edits.ts";
import { parseManifest } from "../../manifest/load.ts";

/** Commits of version.json to look through; nobody rolls back further. */
const most = 200;

/** The commit that took the component to this build, as far as HEAD reaches; empty when there is none. */
export async function commitOfBuild(git: Git, component: string, build: number): Promise<string> {
  const args = ["log", `--max-count=${most}`, "--format=%H", "HEAD", "--", manifestPath];
  const commits = (await git.run(args)).stdout.split("\n").filter((sha) => sha !== "");
  let found = "";
  for (const sha of commits) {
    // later commits that left the build as it was are not what was deployed with it
    if (await buildIn(git, sha, component) === build) found = sha;
    else if (found !== "") break;
  }
  return found;
}

async function buildIn(git: Git, sha: string, component: string): Promise<number | undefined> {
  const bytes = await commitTree(git.root, sha).read(manifestPath);
  try {
    return parseManifest(new TextDecoder().decode(bytes ?? new Uint8Array())).components[component]?.build;
  } catch {
    // of a time when version.json was another
    return undefined;
  }
}
