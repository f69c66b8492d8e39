/** A token of GitLab: the role of its user in the project (20 Reporter, 30 Developer, 40 Maintainer), and which header it belongs to. */
export interface GitLabGrant {
  level: 20 | 30 | 40;
  username: string;
  kind: "token" | "job";
}

export interface StoredRequest {
  iid: number;
  title: string;
  description: string;
  state: "opened" | "closed" | "merged";
  source_branch: string;
  target_branch: string;
  milestone: number | null;
  approved_by: string[];
  author: string;
  /** Those that it brought, the merge's own included. */
  commits?: string[];
  discussions?: {
    notes: { author: string; body: string; resolvable?: boolean; resolved?: boolean; path?: string }[];
  }[];
}

export interface StoredGitLabIssue {
  iid: number;
  title: string;
  description: string;
  state: "opened" | "closed";
  labels: string[];
  author: string;
  milestone: number | null;
  notes: { id: number; body: string }[];
}

/** All that the host remembers. Tests read it, and may set it up. */
export interface GitLabState {
  /** `group/project`. */
  path: string;
  tokens: Map<string, GitLabGrant>;
  needsPipeline: boolean;
  mergeMethod: "merge" | "rebase_merge" | "ff";
  /** Null: a plan without approval rules, which answers 404. */
  approvalRules: { approvals_required: number; protected_branches: { name: string }[] }[] | null;
  protectedBranches: Record<string, unknown>[];
  requests: StoredRequest[];
  issues: StoredGitLabIssue[];
  labels: string[];
  milestones: { id: number; iid: number; title: string; state?: "active" | "closed" }[];
  releases: { tag_name: string; name: string; description: string }[];
  statuses: { id: number; sha: string; name: string; status: string }[];
  pipelines: { id: number; sha: string; status: string }[];
  /** So many calls are answered with 429. */
  limited: number;
  calls: { call: string; status: number }[];
}
