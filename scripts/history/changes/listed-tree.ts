import { fields, type Git } from "../../git/git.ts";
import { type Tree, workTree } from "../../manifest/tree.ts";

/** What is on disk, of which git knows or could know: what builds leave and .gitignore names is not in its list. */
export function listedTree(git: Git): Tree {
  let paths: Promise<string[]> | undefined;
  const list = async () => {
    const { stdout } = await git.run(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    return [...new Set(fields(stdout))].sort();
  };
  return { ...workTree(git.root), paths: () => paths ??= list() };
}
