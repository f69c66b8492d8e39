import type { CodeHost, HostRelease } from "../../host/code-host.ts";
import type { Workspace } from "../../manifest/load.ts";
import type { Step as ShareStep } from "../../rollout/share.ts";
import type { ShipRun } from "../../ship/flow/flow.ts";
import type { Channel } from "../../tracks/channel.ts";
import type { AssetFile, TargetFile } from "./assets/asset.ts";
import type { Track } from "../track.ts";

/** What was asked for. */
export interface PublishRequest {
  tag: string;
  /** Files and patterns, below the folder in which the command was started. */
  assets: readonly string[];
  /** Which file an updater's target installs, where its name does not tell. */
  targets: Readonly<Record<string, string>>;
  /** Where files are downloaded, when it is not the host: with `{file}`, `{tag}`, `{version}`, `{channel}`. */
  url?: string;
  /** The text of the release's page, in place of what commits tell. */
  notes?: string;
  /** Who may have it, when it is not everybody. */
  share?: { bps: number; steps: readonly ShareStep[] };
}

/** A tag with all that its publication is made of; reading it writes nothing. */
export interface Publication {
  request: PublishRequest;
  tag: string;
  version: string;
  channel: Channel;
  /** As the commit of the tag has it. */
  track: Track;
  build: number;
  /** What the tag names on the remote. */
  commit: string;
  /** Of that commit. */
  workspace: Workspace;
  files: readonly AssetFile[];
  targets: readonly TargetFile[];
  /** Null where version.json and the remote's address name none. */
  host: CodeHost | null;
  page: { name: string; body: string; isPrerelease: boolean; isLatest: boolean };
}

/** A run that publishes, and what its steps leave for each other. */
export type PublishRun = ShipRun & {
  publication: Publication;
  /** As the host has it, once it is there. */
  release: HostRelease | null;
  /** Names of the steps that found something to do. */
  changed: Set<string>;
};
