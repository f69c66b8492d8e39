import type { Git } from "../../git/git.ts";
import { auditTrailer, readTrailers } from "../../git/trailers.ts";
import { sha256 } from "../../runtime.ts";

/** A clone, and whose audit log it has seen. */
export interface Place {
  git: Git;
  /** Of the control plane. */
  address: string;
}

/** What a commit says: where an audit log stood, or that it begins anew, and by the digest of its address whose log it is. */
export const witnessPattern = /^(\d{1,15}:[0-9a-f]{64}|restart) ([0-9a-f]{8})$/;

/** The entry of a head, `<seq>:<hash>`; undefined for what is none. */
export function seqOf(head: string): number | undefined {
  const seq = /^(\d{1,15}):[0-9a-f]{64}$/.exec(head)?.[1];
  return seq === undefined ? undefined : Number(seq);
}

/** What the commit of a ship says; undefined when there is no head to speak of, which stops no ship. Short enough for a line of 100 characters. */
export async function witnessOf(
  address: string,
  head: string | null | undefined,
): Promise<string | undefined> {
  return head && seqOf(head) !== undefined ? `${head} ${await logOf(address)}` : undefined;
}

/** What a commit says when an audit log rightly does not go on where it stood, as after a restore. */
export async function restartOf(address: string): Promise<string> {
  return `restart ${await logOf(address)}`;
}

/** Tells the logs of two projects apart, as those of two environments, without saying where they are. */
async function logOf(address: string): Promise<string> {
  return (await sha256(address)).slice(0, 8);
}

/** A head that the history of the branch holds. */
interface Witness {
  head: string;
  /** The newest commit that holds it. */
  sha: string;
}

interface Witnesses {
  /** Newest first. */
  heads: Witness[];
  /** The commit that says that the log begins anew: older ones are not asked. */
  restart?: string;
  /** How many are of other projects' logs. */
  elsewhere: number;
  /** Commits whose words can't be read. They are anybody's: not followed, not repeated. */
  unreadable: string[];
}

/** How many heads are asked about at once. */
const mostHeads = 1000;

/** Every head of the place's audit log in the commits that HEAD reaches. */
export async function readWitnesses({ git, address }: Place): Promise<Witnesses> {
  const [trailers, log] = await Promise.all([readTrailers(git, auditTrailer), logOf(address)]);
  const heads = new Map<string, string>();
  const found: Witnesses = { heads: [], elsewhere: 0, unreadable: [] };
  for (const { sha, value } of trailers) {
    const [, head, of] = witnessPattern.exec(value) ?? [];
    if (head === undefined) found.unreadable.push(sha);
    else if (of !== log) found.elsewhere++;
    else if (head === "restart") {
      found.restart = sha;
      break;
    } else if (!heads.has(head) && heads.size < mostHeads) heads.set(head, sha);
  }
  return { ...found, heads: [...heads].map(([head, sha]) => ({ head, sha })) };
}
