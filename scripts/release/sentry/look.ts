import { errorText } from "../../cli/error-text.ts";
import { CommandError } from "../../cli/command-error.ts";
import { remoteTags } from "../../git/tags.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import { loadWorkspace } from "../../manifest/load.ts";
import type { Session } from "../../ship/flow/session.ts";
import { fetchBase } from "../steps/fetch.ts";
import { tracksOf } from "../track.ts";
import { branchesAgree } from "./branches.ts";
import { filesAgree, workflowsAgree } from "./files.ts";
import { hostsFollow } from "./hosts.ts";
import {
  type Broken,
  type DatabaseSide,
  type Invariant,
  keyOf,
  type Place,
  type RemoteSide,
} from "./place.ts";
import { productionTagsAreOnBranch } from "./production-tags.ts";
import { tagsStay, tracksHaveTags } from "./tags.ts";
import { updatersAgree } from "./updaters.ts";
import { releasesEnd } from "./versions.ts";

/** Everything that ought to hold. */
const invariants: readonly Invariant[] = [
  branchesAgree,
  tagsStay,
  tracksHaveTags,
  productionTagsAreOnBranch,
  releasesEnd,
  filesAgree,
  workflowsAgree,
  updatersAgree,
  hostsFollow,
];

/** What was found. */
export interface Seen {
  broken: Broken[];
  /** What keys begin with of which nobody can tell now: what was open there stays open. */
  unknown: string[];
  /** Null when Postgres can't be reached. */
  database: DatabaseSide | null;
}

/** Looks at everything. What can't be looked at is itself something that ought to hold, and stops nothing else. */
export async function lookAtAll(session: Session): Promise<Seen> {
  const place: Place = {
    session,
    remote: once(() => readRemote(session)),
    database: once(() => readDatabase(session)),
  };
  const seen: Seen = { broken: [], unknown: [], database: await place.database().catch(() => null) };
  // one after the other: most of them ask the same git and the same remote
  for (const { name, keys, look } of invariants) {
    try {
      seen.broken.push(...await look(place));
    } catch (error) {
      session.signal.throwIfAborted();
      seen.unknown.push(...keys);
      seen.broken.push(unchecked(name, error));
    }
  }
  return seen;
}

/** A finding about the check itself. */
export function unchecked(name: string, error: unknown): Broken {
  const message = errorText(error);
  const code = error instanceof CommandError ? ` (${error.code})` : "";
  return {
    key: keyOf("unchecked", name),
    message: `${name} could not be checked: ${message.slice(0, 500)}${code}`,
    hint: error instanceof CommandError
      ? error.hint
      : "Look at what it names, then run slipway sentry again.",
  };
}

async function readRemote({ git, upstream, signal }: Session): Promise<RemoteSide> {
  const base = await fetchBase(git, upstream, signal);
  const workspace = await loadWorkspace(git.root, commitTree(git.root, base));
  return { workspace, tags: await remoteTags(git), tracks: tracksOf(workspace.manifest) };
}

async function readDatabase({ control, environment }: Session): Promise<DatabaseSide> {
  const [releases, ships] = await Promise.all([
    control.releaseStatus(),
    control.shipStatus(environment.name),
  ]);
  return { releases, ships, now: Date.parse(ships.now) };
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => value ??= read();
}
