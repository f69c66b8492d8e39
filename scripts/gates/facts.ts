import type { Finding } from "../cli/command-error.ts";
import type { CheckState } from "../host/rules-types.ts";
import type { Policy } from "../manifest/schema-gates.ts";
import type { Window } from "../manifest/schema-environments.ts";
import type { TrackDemands } from "../release/demands/demands.ts";
import type { TrackTexts } from "../release/demands/texts.ts";
import type { Known } from "./known.ts";

/** All that gates go by. What is missing was not asked for. */
export interface Facts {
  environment: string;
  /** The commit that is to be promoted. */
  sha: string;
  /** Now. */
  at: Date;
  checks?: Known<ChecksFact>;
  verified?: Known<VerifiedFact>;
  migrations?: Known<readonly MigrationSet[]>;
  env?: Known<{ refusals: readonly Finding[]; warnings: readonly Finding[] }>;
  tracks?: Known<readonly TrackFact[]>;
  milestone?: Known<MilestoneFact>;
  policies?: Known<readonly PolicyChange[]>;
  window?: Known<WindowFact>;
  ancestry?: Known<AncestryFact>;
}

export interface ChecksFact {
  /** The commit whose checks count: the nearest one that Slipway did not make itself. */
  sha: string;
  required: CheckState[];
  neutralBlocks: boolean;
}

export interface VerifiedFact {
  /** Milliseconds that a verification may be old. */
  maxAgeMs: number;
  /** Each component that is deployed there and in an environment before. */
  places: VerifiedPlace[];
}

/** A component in an environment before. */
export interface VerifiedPlace {
  environment: string;
  component: string;
  /** What is verified there; null when nothing is. */
  deployed: { sha: string; at: Date; by: string } | null;
  /**
   * How that is to the commit: the same; another one with the same files of the component; one with others; one of which the clone knows
   * nothing.
   */
  relation: "same" | "unchanged" | "changed" | "unknown";
  /** The environment that is promoted to has these files already: nothing is promoted. */
  isThere: boolean;
}

/** What a component would migrate. */
export interface MigrationSet {
  component: string;
  /** Names, in their order. */
  files: readonly string[];
  /** Of names and contents. */
  digest: string;
  /** Out of order, or known to the database alone. */
  problems: readonly Finding[];
  /** The recorded dry run of this digest there, the newest; null without one. */
  dryRun: { at: string; actor: string } | null;
}

/** A track whose component is deployed there, or that follows one. */
export interface TrackFact extends TrackDemands {
  /** What it follows, as an SDK. */
  follows: readonly string[];
  /** It is an SDK alone: what it asks of its own version is not looked at. */
  isDeployed: boolean;
  /** Commits touched it since its latest live tag, documents and releases apart. */
  isChanged: boolean;
  /** version.json names a higher version than its latest live tag. */
  isRaised: boolean;
  /** Tags that versions are counted from, and that are not where their release put them. */
  moved: readonly Finding[];
  texts: Known<TrackTexts>;
}

export interface MilestoneFact {
  /** The titles that were looked for. */
  titles: readonly string[];
  found: { title: string; url: string; open: { number: number; title: string; url: string }[] }[];
  /** A title was asked for by name. */
  isNamed: boolean;
  /** Titles of all that are open at the host. */
  openTitles: readonly string[];
}

/** A policy whose files the promotion changes. */
export interface PolicyChange {
  policy: Policy;
  paths: readonly string[];
  /** Those that changed them. */
  commits: { sha: string; subject: string; pulls: MergedPull[] }[];
  /** Decision records that are new in the same pull requests; null where version.json names no folder of them. */
  decisions: readonly string[] | null;
}

export interface MergedPull {
  number: number;
  url: string;
  author: string | null;
  /** Whose last word was an approval. */
  approvedBy: readonly string[];
}

export interface WindowFact {
  windows: readonly Window[];
  /** What is to be deployed. */
  components: readonly string[];
}

export interface AncestryFact {
  /** The branch that is promoted from. */
  from: string;
  /** The branch that is deployed there. */
  branch: string;
  by: "fast-forward" | "pull-request";
  isOnSource: boolean;
  /** Of `never_from`, those that hold the commit. */
  never: readonly string[];
  /** From what is there to the commit. `new`: there is no such branch yet. */
  relation: "new" | "same" | "fast-forward" | "behind" | "diverged" | "unrelated";
  /** What is there and not in the commit. */
  extra: { sha: string; subject: string; author: string; isBot: boolean }[];
}
