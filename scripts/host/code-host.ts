import type { Issue, Milestone, PullFile, PullRequest, Review, ReviewThread } from "./people-types.ts";
import type { HostAsset, HostRelease, NewRelease, TagRef } from "./release-types.ts";
import type { Branch, CheckSummary, RequiredCheck } from "./rules-types.ts";

export type {
  HostAsset,
  HostRelease,
  Issue,
  Milestone,
  NewRelease,
  PullFile,
  PullRequest,
  Review,
  ReviewThread,
  TagRef,
};

/** Which host, and which repository there. `ship.release.host` of version.json has this shape. */
export interface HostConfig {
  type: "github" | "gitlab";
  /** `owner/name`; on GitLab the whole path. */
  repo: string;
  /** The address of its API; left out: github.com's or gitlab.com's. */
  api?: string;
}

/**
 * A host, and whether a token may go there. Only `resolveHost` and a CI job's own variables make one: version.json alone is what a branch says.
 */
export interface VouchedHost extends HostConfig {
  /** Raises `host_untrusted` (exit 5) where nobody but version.json names the host. Asked before a token is read. */
  vouch(): Promise<void>;
}

/** A run of a workflow. */
export interface WorkflowRun {
  /** The branch or tag, without refs/; null where the host does not say. */
  ref: string | null;
  url: string;
}

/** What the token may do, as far as the host tells. */
export interface HostAccess {
  /** Null: the host does not say. */
  canPush: boolean | null;
  canAdminister: boolean | null;
  /** Of a classic token; null for every other. */
  scopes: string[] | null;
}

/**
 * The repository at its code host. Every method raises CommandError: `host_token_missing`, `host_token_malformed`, `host_token_refused`,
 * `host_scope_missing` (exit 4), `host_refused`, `host_unsupported` (exit 5), `host_unreachable`, `host_limited`, `host_answer_unexpected`
 * (exit 1), and the signal's reason. Lists are whole.
 */
export interface CodeHost {
  readonly type: HostConfig["type"];
  readonly repo: string;
  /** Characters that a text may have; the caller cuts. */
  readonly limits: { releaseBody: number; issueBody: number };

  access(): Promise<HostAccess>;
  /** All rules of a branch, the most restrictive one where several speak. */
  branchRules(branch: string): Promise<Branch>;
  /** The newest word of every check and status of a commit, and which required ones never spoke. */
  checksOf(sha: string, required: readonly RequiredCheck[]): Promise<CheckSummary>;
  /** The commit behind a tag; null without that tag. */
  tagRef(name: string): Promise<TagRef | null>;

  /** `head` is a branch of this repository. */
  pullRequests(
    query: { head?: string; base?: string; state: "open" | "closed" | "all" },
  ): Promise<PullRequest[]>;
  /** Null without one of this number. */
  pullRequest(number: number): Promise<PullRequest | null>;
  /** Those that hold the commit, or that it came from when they were merged. */
  pullRequestsOf(sha: string): Promise<PullRequest[]>;
  /** What it changes. Raises `pull_too_large` (exit 5) where the host does not list all of it. */
  pullFiles(number: number): Promise<PullFile[]>;
  /** The ten into a branch in which something happened last. */
  latestPullRequests(base: string): Promise<PullRequest[]>;
  /** Gives the open one of the same branches when there is one. */
  openPullRequest(
    wanted: { head: string; base: string; title: string; body: string; isDraft?: boolean },
  ): Promise<PullRequest>;
  updatePullRequest(
    number: number,
    change: { title?: string; body?: string; base?: string; state?: "open" | "closed" },
  ): Promise<PullRequest>;
  /** The last opinion of each person. */
  reviewsOf(number: number): Promise<Review[]>;
  /** What was remarked on its lines, and whether that is settled. */
  reviewThreads(number: number): Promise<ReviewThread[]>;
  /** The text of a file as a branch or a commit has it; null when there is none. */
  fileAt(path: string, ref: string): Promise<string | null>;
  /** Null without a milestone of exactly this title. */
  milestone(title: string): Promise<Milestone | null>;
  /** The titles of those that are open. */
  openMilestones(): Promise<string[]>;

  /** The release of a tag, drafts included; null without one. */
  releaseOf(tag: string): Promise<HostRelease | null>;
  /** Raises `tag_missing` (exit 5) rather than letting the host make a tag, and `tag_burnt` when an immutable release had it. */
  createRelease(wanted: NewRelease): Promise<HostRelease>;
  updateRelease(
    release: HostRelease,
    change: { name?: string; body?: string; isPrerelease?: boolean },
  ): Promise<HostRelease>;
  /** Shows a draft to everybody. Raises `tag_missing` as `createRelease` does; a release that is published stays as it is. */
  publishRelease(release: HostRelease, options?: { isLatest?: boolean }): Promise<HostRelease>;
  listAssets(release: HostRelease): Promise<HostAsset[]>;
  /**
   * Sends a file, and is done when the host has the same bytes by that name. Raises `asset_differs` (exit 5) when it has others, and
   * `asset_unreadable`.
   */
  uploadAsset(
    release: HostRelease,
    file: { name: string; path: string; contentType: string },
  ): Promise<HostAsset>;
  /** `sha256:<hex>` of a file as the host has it, read back: for hosts that compute none. */
  readDigest(asset: HostAsset): Promise<string>;
  /** One that is gone is fine. */
  deleteAsset(asset: HostAsset): Promise<void>;

  /** Issues of the token's own account with the label, where one is named, whose text holds the marker; pull requests are none. */
  findIssues(query: { label?: string; marker: string; state: "open" | "closed" | "all" }): Promise<Issue[]>;
  /** `missingLabels`: the host left them out without a word, as it does for who may not write. The body must hold the marker. */
  openIssue(
    wanted: { title: string; body: string; labels: readonly string[]; marker: string },
  ): Promise<{ issue: Issue; missingLabels: string[] }>;
  closeIssue(number: number): Promise<void>;
  /** Says something below an issue; on GitHub below a pull request as well. */
  comment(number: number, body: string): Promise<{ url: string }>;
  /**
   * A comment that is there once, below an issue or a pull request: found again by its marker, which the body must hold. With `onlyChange` none
   * is made; raises `comment_missing` (exit 5) then.
   */
  keepComment(
    number: number,
    wanted: { marker: string; body: string; onlyChange?: boolean },
  ): Promise<{ url: string; how: "made" | "changed" | "same" }>;
  /** Makes the label unless it is there. `color` is six hex digits. */
  ensureLabel(
    label: { name: string; color: string; description: string },
  ): Promise<"made" | "there">;

  /** Runs of a workflow for a commit, the newest first. */
  workflowRuns(workflow: string, sha: string): Promise<WorkflowRun[]>;
  /** Starts a workflow that takes it. `url` is null where the host does not say which run it is. */
  dispatch(
    workflow: string,
    ref: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<{ url: string | null }>;
}
