import { channelRank, isText, isWhole } from "./feed.ts";
import { recordOf } from "./record.ts";
import type { Verifier } from "./signature.ts";

/** What a broadcast is worth. */
interface News {
  seq: number;
  /** Whether a pinned key vouches for it. */
  isSigned: boolean;
  /** A build that everybody may have, where that is signed; else 0. */
  build: number;
}

/** Clocks differ. */
const leewayS = 300;

/** Reads a broadcast, which may come from anybody; undefined when it is none for this client, or tells nothing above `known`. */
export async function readNews(
  payload: unknown,
  client: { component: string; channel: string },
  now: number,
  known: number,
  verifier: Verifier,
): Promise<News | undefined> {
  const { component, seq, jws } = recordOf(payload);
  if ((component ?? client.component) !== client.component) return;
  if (!isWhole(seq) || seq <= known) return;
  const claims = await verifier.claims(jws);
  const at = now / 1_000;
  if (
    claims?.component === client.component && isText(claims.channel) &&
    channelRank(claims.channel) >= channelRank(client.channel) &&
    isWhole(claims.seq) && claims.seq > known && isWhole(claims.iat) && claims.iat <= at + leewayS &&
    isWhole(claims.exp) && claims.exp > at
  ) {
    const build = claims.bps === 10_000 && isWhole(claims.build) ? claims.build : 0;
    return { seq: claims.seq, isSigned: true, build };
  }
  return { seq, isSigned: false, build: 0 };
}
