import type { Confirm } from "../cli/confirm.ts";
import type { ShipRun } from "../ship/flow/flow.ts";
import type { AskChecks } from "../ship/guards/ask-checks.ts";
import type { CommittedFile } from "../git/make-commit.ts";
import type { Git } from "../git/git.ts";
import type { TagObject } from "../git/make-tag.ts";
import type { RemoteBranch } from "../git/remote.ts";
import type { TrackStory } from "../history/track-story.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Channel } from "../tracks/channel.ts";
import type { Level, Version } from "../tracks/version.ts";

/** What was asked for. */
export interface CutRequest {
  /** The tracks by name; `changed`: exactly those whose files changed since their last tag. */
  tracks: readonly string[] | "changed";
  channel: Channel;
  /** In place of what the changes ask for. */
  level?: Level;
  /** In place of the next one. */
  version?: Version;
  /** The branch that is released from; by default the one that the channel belongs to. */
  branch?: string;
  /** What changelogs are dated: YYYY-MM-DD, in UTC. */
  date: string;
  /** Of a plan that is applied: raises `plan_stale` when something else would come out. */
  agree?: (prospect: Prospect) => Promise<void>;
}

/** What would be released, before anything of it is reserved. */
export interface Prospect {
  git: Git;
  workspace: Workspace;
  upstream: RemoteBranch;
  /** The commit of the remote that it would be made on. */
  base: string;
  cuts: readonly TrackCut[];
  /** Of every track. */
  stories: Readonly<Record<string, TrackStory>>;
}

/** How it is to be gone about. */
export interface ReleaseOptions {
  /** Seconds to wait for other runs. */
  waitSeconds: number;
  askChecks: AskChecks;
  confirm?: Confirm;
}

/** What a track gets. */
export interface TrackCut {
  key: string;
  version: string;
  tag: string;
  build: number;
  /** What version.json said before. */
  previous: { version: string; build: number };
  /** The tag that its changes are counted from; null at its first release. */
  since: string | null;
  /** How many commits touched it since then. */
  commits: number;
}

/** A release that is being cut. */
export interface Cut {
  request: CutRequest;
  askChecks: AskChecks;
  /** The commit of the remote that it is made on. */
  base: string;
  tracks: readonly TrackCut[];
  files: readonly CommittedFile[];
  /** What is pushed beside the commit. */
  tags: readonly TagObject[];
  /** Where hooks of version.json run; undefined without hooks. */
  tree?: Git;
}

/** A run that cuts a release. */
export type ReleaseRun = ShipRun & { cut: Cut };
