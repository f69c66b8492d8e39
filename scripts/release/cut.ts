import type { Confirm } from "../cli/confirm.ts";
import type { ShipRun } from "../ship/flow/flow.ts";
import type { CommittedFile } from "../git/make-commit.ts";
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
}

/** How it is to be gone about. */
export interface ReleaseOptions {
  /** Seconds to wait for other runs. */
  waitSeconds: number;
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
  /** The commit of the remote that it is made on. */
  base: string;
  tracks: readonly TrackCut[];
  files: readonly CommittedFile[];
}

/** A run that cuts a release. */
export type ReleaseRun = ShipRun & { cut: Cut };
