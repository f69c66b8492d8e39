import type { Git } from "./git.ts";

/** The name of every branch that the clone knows, its own and those it fetched. */
export async function knownBranches(git: Git): Promise<string[]> {
  const { stdout } = await git.run(["for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes"]);
  return stdout.split("\n").filter((name) => name !== "");
}

/**
 * What is right in a folder in each of these commits, by their names; nothing where the commit or the folder is not there. One git process for
 * all of them: a clone may know hundreds of branches.
 */
export async function namesInFolder(
  git: Git,
  commits: readonly string[],
  folder: string,
): Promise<Map<string, string[]>> {
  if (commits.length === 0) return new Map();
  const { stdout } = await git.run(["cat-file", "--batch"], {
    input: commits.map((commit) => `${commit}:./${folder}\n`).join(""),
    isBinary: true,
  });
  const names = new Map<string, string[]>();
  let at = 0;
  for (const commit of commits) {
    const end = stdout.indexOf("\n", at);
    const [id = "", kind = "", size = ""] = stdout.slice(at, end).split(" ");
    at = end + 1;
    if (!/^[0-9a-f]{40,64}$/.test(id) || !/^\d+$/.test(size)) {
      names.set(commit, []);
      continue;
    }
    names.set(commit, kind === "tree" ? readTree(stdout.slice(at, at + Number(size)), id.length / 2) : []);
    at += Number(size) + 1;
  }
  return names;
}

/** `<mode> <name>`, a NUL and the hash in bytes, for each entry. Source: git, "Git Objects". */
function readTree(tree: string, hashLength: number): string[] {
  const names: string[] = [];
  for (let at = 0; at < tree.length;) {
    const space = tree.indexOf(" ", at);
    const end = tree.indexOf("\0", space);
    if (space === -1 || end === -1) break;
    names.push(Buffer.from(tree.slice(space + 1, end), "latin1").toString("utf8"));
    at = end + 1 + hashLength;
  }
  return names;
}
