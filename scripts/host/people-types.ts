/** A pull request, or what GitLab calls a merge request. */
export interface PullRequest {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed" | "merged";
  isDraft: boolean;
  /** The branch, without the owner of a fork. */
  head: string;
  headSha: string;
  base: string;
  author: string | null;
  url: string;
}

/** A file that a pull request changes. */
export interface PullFile {
  path: string;
  /** Where it was before, when it was moved. */
  from: string | null;
  isNew: boolean;
}

/** What one person last said of a pull request; comments alone say nothing. */
export interface Review {
  user: string;
  opinion: "approved" | "changes_requested" | "dismissed";
  /** The commit that was looked at; null where the host does not say. */
  commit: string | null;
}

/** A remark on a line or a file of a pull request, with what was answered to it. */
export interface ReviewThread {
  isResolved: boolean;
  /** What began it, in Markdown. */
  body: string;
  /** Null when the account is gone. */
  author: string | null;
  isByBot: boolean;
  /** Null where it is about no file. */
  path: string | null;
  url: string;
}

/** A milestone and what is still open in it. */
export interface Milestone {
  number: number;
  title: string;
  /** Pull requests count as well. */
  open: { number: number; title: string; isPullRequest: boolean; url: string }[];
  closedCount: number;
  dueAt: string | null;
  url: string;
}

export interface Issue {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  labels: string[];
  url: string;
}
