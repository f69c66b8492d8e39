import { resolveEnvironment } from "../manifest/environment.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Manifest } from "../manifest/schema.ts";
import type { Release } from "../manifest/schema-release.ts";
import type { Tree } from "../manifest/tree.ts";
import { type BuildWorkflow, readBuildWorkflow } from "./build-workflow.ts";
import { installSteps, lockFilesOf, preparation } from "./install.ts";

/** A track as workflows know it. */
export interface WorkflowTrack {
  key: string;
  release: Release;
  /** The team's own part; null while nobody has written it. */
  build: BuildWorkflow | null;
}

/** What generated workflows depend on: version.json, and a few files beside it. */
export interface Repository {
  manifest: Manifest;
  tracks: readonly WorkflowTrack[];
  /** The branch that live releases are made on. */
  branch: string;
  /** What the clone of a job calls the repository; `origin` is what a checkout makes. */
  remote: string;
  /** Shell commands, one a step. */
  install: readonly string[];
  backMerge: { from: string; to: string } | undefined;
  /** Whether the host knows `concurrency.queue`: an Enterprise Server may not, and refuses a file with words that it does not know. */
  hasQueue: boolean;
  /** Whether packages bring the local platform along, which then gives jobs their database. */
  hasPlatform: boolean;
}

/** Reads all of it. Raises `workflow_unreadable` (exit 5) for a build of the team's that can't be called. */
export async function readRepository({ tree, manifest }: Workspace): Promise<Repository> {
  const { prepare, remote, release } = manifest.ship;
  const api = release?.host?.api;
  const tracks = Object.entries(manifest.components).flatMap(([key, component]) =>
    component.release === undefined ? [] : [{ key, release: component.release }]
  );
  return {
    manifest,
    tracks: await Promise.all(
      tracks.map(async (track) => ({ ...track, build: await readBuildWorkflow(tree, track.key) })),
    ),
    ...{ branch: resolveEnvironment(manifest).upstream.branch, remote, backMerge: release?.back_merge },
    install: installSteps(prepare ?? preparation(await lockFilesOf(tree)) ?? "npm install"),
    hasPlatform: await bringsPlatform(tree),
    hasQueue: api === undefined || /^https:\/\/api\.(github\.com|[\w-]+\.ghe\.com)(\/|$)/.test(api),
  };
}

async function bringsPlatform(tree: Tree): Promise<boolean> {
  const bytes = await tree.read("package.json");
  return bytes !== null && /"slipway-platform"\s*:/.test(new TextDecoder().decode(bytes));
}
