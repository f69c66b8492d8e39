import { type Checkout, events, type Monorepo, type Outcome, type Shipyard } from "./shipyard.ts";
import { twoTracks } from "./tracks.ts";
import type { ManifestDraft } from "./monorepo/manifest.ts";

/** What a test of releases does with its repository. */
interface ReleaseYard {
  repo: Monorepo;
  /** Commits files and pushes them. */
  push(message: string, files: Record<string, string>): Promise<void>;
  /** Runs `slipway release … --json`. */
  release(...args: string[]): Promise<Outcome>;
  /** The names of the tags that the remote has, sorted. */
  tags(): Promise<string[]>;
}

/** The repository of `twoTracks`, with the live tags of both tracks on the remote. */
export async function openTracks(
  yard: Shipyard,
  { edit, files = {} }: { edit?: (draft: ManifestDraft) => void; files?: Record<string, string> } = {},
): Promise<ReleaseYard> {
  const options = twoTracks({ edit });
  const repo = await yard.open({ ...options, files: { ...options.files, ...files } });
  const tags = ["tray-v1.8.5", "v2.3.0"];
  for (const tag of tags) await repo.git("tag", "--annotate", "--message", tag, tag);
  await repo.git("push", "--quiet", "--atomic", "origin", "main", ...tags);
  return {
    repo,
    async push(message, files) {
      await repo.commit(message, files);
      await repo.git("push", "--quiet", "--no-verify", "origin", "main");
    },
    release: (...args) => yard.run(repo, "release", ...args, "--json"),
    async tags() {
      const listed = await repo.git("ls-remote", "--tags", "--refs", "origin");
      return listed.split("\n").map((line) => line.replace(/^.*refs\/tags\//, "")).sort();
    },
  };
}

/** The versions that a release gave, by track. */
export function versionsOf(outcome: Outcome): Record<string, string> {
  const tracks = events(outcome).at(-1)?.tracks;
  return Object.fromEntries(
    (Array.isArray(tracks) ? tracks : []).map((
      { key, version }: { key: string; version: string },
    ) => [key, version]),
  );
}

/** A file as the remote's branch has it. */
export async function onRemote(repo: Checkout, path: string, branch = "main"): Promise<string> {
  await repo.git("fetch", "--quiet", "origin");
  return await repo.git("show", `origin/${branch}:${path}`);
}
