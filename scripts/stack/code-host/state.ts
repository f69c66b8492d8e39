import type { Grant } from "./grants.ts";

interface StoredLabel {
  name: string;
  color: string;
  description: string;
}

/** An issue or a pull request: they share numbers, labels, milestones and comments. */
export interface StoredIssue {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  labels: string[];
  milestone: number | null;
  author: string;
  comments: { id: number; body: string; author: string }[];
  pull: StoredPull | null;
}

export interface StoredPull {
  head: string;
  base: string;
  isDraft: boolean;
  mergedAt: string | null;
  reviews: { user: string | null; state: string; commit: string }[];
  /** Of its reviews, oldest first. */
  threads?: StoredThread[];
  /** What was merged, whatever became of its branch. */
  headSha?: string;
  /** The commit that its merge made. */
  mergeCommit?: string;
}

/** Remarks on a line; the names of apps end in [bot]. */
export interface StoredThread {
  isResolved: boolean;
  path: string;
  comments: { author: string | null; body: string }[];
}

export interface StoredAsset {
  id: number;
  name: string;
  label: string;
  contentType: string;
  state: "starter" | "uploaded";
  size: number;
  digest: string | null;
  bytes: Uint8Array;
}

export interface StoredRelease {
  id: number;
  tag: string;
  target: string;
  name: string;
  body: string;
  isDraft: boolean;
  isPrerelease: boolean;
  isImmutable: boolean;
  publishedAt: string | null;
  assets: StoredAsset[];
}

export interface StoredRun {
  id: number;
  sha: string;
  name: string;
  status: string;
  conclusion: string | null;
  app: number;
}

interface StoredStatus {
  id: number;
  sha: string;
  context: string;
  state: string;
  creator: string;
}

interface StoredRuleset {
  id: number;
  /** fnmatch, without refs/heads/. */
  branches: string[];
  rules: { type: string; parameters?: Record<string, unknown> }[];
  bypassActors: { actor_type: string; actor_id: number | null; bypass_mode: string }[];
}

/** All that the host remembers. Tests read it, and may set it up. */
export interface State {
  repo: string;
  isPrivate: boolean;
  hasIssues: boolean;
  /** Releases that are published from now on can't be changed. */
  makesImmutable: boolean;
  defaultBranch: string;
  tokens: Map<string, Grant>;
  /** Requests that each token has left in this hour, and when it ends, in seconds since 1970. */
  limit: { remaining: number; resetAt: number };
  labels: StoredLabel[];
  issues: StoredIssue[];
  milestones: { number: number; title: string; state: "open" | "closed" }[];
  releases: StoredRelease[];
  latest: number | null;
  /** Names that an immutable release had once. */
  burntTags: Set<string>;
  runs: StoredRun[];
  statuses: StoredStatus[];
  /** By branch; the object as the API shows it. */
  protection: Map<string, Record<string, unknown>>;
  rulesets: StoredRuleset[];
  /** Of workflows, oldest first; `runs` above are those of checks. */
  workflowRuns: { id: number; workflow: string; sha: string; ref: string; event: string }[];
  dispatches: { workflow: string; ref: string; inputs: Record<string, string>; by: string }[];
  /** What the API's writes have told to workflows, and whether they start any: those by a workflow's own token do not. */
  events: { name: string; ref: string; by: string; startsWorkflows: boolean }[];
  calls: { call: string; status: number; by: string | null }[];
}

/** A new number, for whatever needs one. */
export function createNumbers(): () => number {
  let last = 0;
  return () => ++last;
}
