import { type Checkout, events, type Monorepo, type Outcome, type Shipyard } from "./shipyard.ts";
import { openTracks, tagsAtRemote, twoTracks } from "./tracks.ts";
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

/** The repository of `twoTracks` as a test wants it, with the live tags of both tracks on the remote, and what is done there. */
export async function openReleases(
  yard: Shipyard,
  { edit, files = {} }: { edit?: (draft: ManifestDraft) => void; files?: Record<string, string> } = {},
): Promise<ReleaseYard> {
  const options = twoTracks({ edit });
  const repo = await openTracks(yard, { ...options, files: { ...options.files, ...files } });
  return {
    repo,
    async push(message, files) {
      await repo.commit(message, files);
      await repo.git("push", "--quiet", "--no-verify", "origin", "main");
    },
    release: (...args) => yard.run(repo, "release", ...args, "--json"),
    tags: () => tagsAtRemote(repo),
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
