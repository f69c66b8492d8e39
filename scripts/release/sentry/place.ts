import type { RemoteTag } from "../../git/tags.ts";
import type { Workspace } from "../../manifest/load.ts";
import type { Session } from "../../ship/flow/session.ts";
import type { Track } from "../track.ts";

/** Something that ought to hold and does not. */
export interface Broken {
  /** The same for as long as it is the same thing. */
  key: string;
  message: string;
  /** What to do. */
  hint: string;
}

/** What the remote has. */
export interface RemoteSide {
  /** The environment's branch, as its newest commit has it. */
  workspace: Workspace;
  tags: readonly RemoteTag[];
  tracks: readonly Track[];
}

/** What Postgres says. */
export interface DatabaseSide {
  releases: Awaited<ReturnType<Session["control"]["releaseStatus"]>>;
  ships: Awaited<ReturnType<Session["control"]["shipStatus"]>>;
  /** Milliseconds since 1970, on the database's clock. */
  now: number;
}

/** Where invariants are looked at. */
export interface Place {
  session: Session;
  remote: () => Promise<RemoteSide>;
  database: () => Promise<DatabaseSide>;
}

/** One invariant, or several of a kind. */
export interface Invariant {
  name: string;
  /** What its keys begin with: what can't be looked at now stays as it was. */
  keys: readonly string[];
  look(place: Place): Promise<Broken[]>;
}

export const hour = 3_600_000;
export const day = 24 * hour;

/** A key as Postgres takes it: names of branches may hold more than that. */
export function keyOf(...parts: readonly string[]): string {
  return parts.join(":").replaceAll(/[^A-Za-z0-9@/:._+-]/g, "_").slice(0, 200);
}
