/** The pull request, or merge request, that a merge commit brought in. */
export interface Pull {
  number: number;
  /** As the merge commit has it; empty when it has none. */
  title: string;
}

/** A commit as git has it. Its texts are anybody's words, without control characters. */
export interface Commit {
  sha: string;
  parents: readonly string[];
  author: { name: string; email: string };
  /** The first line of the message. */
  subject: string;
  /** Everything after it, footers and trailers included. */
  body: string;
  trailers: readonly { name: string; value: string }[];
  /** Every path that it changed, below the git's root; of a merge those that differ from all of its parents. */
  paths: readonly string[];
  /** Whose merge commit brought it in; null for a commit that was made on the branch itself, squashed or rebased. */
  pull: Pull | null;
}
