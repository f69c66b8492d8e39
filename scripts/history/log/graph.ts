import type { Commit, Pull } from "./commit.ts";

/** Commits by their names; parents that were not read are not in it. */
type Graph = ReadonlyMap<string, Pick<Commit, "parents" | "subject" | "body">>;

/** The commit and everything that it reaches, as far as the graph goes. */
export function reachedFrom(graph: Graph, sha: string): Set<string> {
  const reached = new Set<string>();
  const open = [sha];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const commit = reached.has(next) ? undefined : graph.get(next);
    if (commit === undefined) continue;
    reached.add(next);
    open.push(...commit.parents);
  }
  return reached;
}

/**
 * Which merge brought each commit in. The first parents are the branch itself; what a merge of a pull request brings is its side. A merge
 * within a side, of the branch into it or of another pull request, counts for what only it brought.
 */
export function pullsOf(graph: Graph, head: string): Map<string, Pull | null> {
  const known = new Map<string, Pull | null>();
  const open: { sha: string; pull: Pull | null }[] = [{ sha: head, pull: null }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const sides: typeof open = [];
    // The chain is taken before its sides: a side that merged the branch into itself ends there.
    for (let sha: string | undefined = next.sha; sha !== undefined && !known.has(sha);) {
      const commit = graph.get(sha);
      if (commit === undefined) break;
      known.set(sha, next.pull);
      const [first, ...others] = commit.parents;
      const pull = others.length === 0 ? null : mergedPull(commit) ?? next.pull;
      sides.push(...others.map((other) => ({ sha: other, pull })));
      sha = first;
    }
    // the oldest side comes first: a later one may have grown out of it
    open.push(...sides);
  }
  return known;
}

/**
 * The pull request that a merge commit names, in the words of its host: GitHub's "Merge pull request #12 from acme/branch", GitLab's "See merge
 * request acme/shop!12", Bitbucket's "Merged in branch (pull request #12)".
 */
export function mergedPull({ subject, body }: { subject: string; body: string }): Pull | null {
  const [title = ""] = body.split("\n");
  const github = /^Merge pull request #(\d{1,9}) from \S/.exec(subject)?.[1];
  if (github !== undefined) return { number: Number(github), title };
  const bitbucket = /^Merged in .* \(pull request #(\d{1,9})\)$/.exec(subject)?.[1];
  if (bitbucket !== undefined) return { number: Number(bitbucket), title };
  const gitlab = /^See merge request [^\s!]*!(\d{1,9})$/m.exec(body)?.[1];
  if (gitlab === undefined) return null;
  return { number: Number(gitlab), title: title.startsWith("See merge request ") ? "" : title };
}
