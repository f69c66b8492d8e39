import type { Feed } from "../_shared/contract/wire-updates.ts";
import { type Document, documentOf } from "../_shared/endpoint/document.ts";
import type { Signer } from "../_shared/signing/signer.ts";

/** A feed as it goes out: made once, however often it is asked for. */
interface ServedFeed extends Document {
  seq: number;
  /** `<kid>.<signature>`; null without a key. */
  signature: string | null;
}

/** The feed of a component and channel, of at least `seq` when the database has it. */
export type ReadFeed = (component: string, channel: string, seq?: number) => Promise<ServedFeed>;

/** A crowd without a `seq` costs one read a second, and a halt is heard a second later than what lies on the way would make it: 30 s. */
const freshMs = 1_000;

/** A feed is valid for 71 hours at least when it is read, and what lies on the way keeps it for 24. */
const longestMs = 3_600_000;

/** Of components that there are: a name that somebody makes up is never kept. */
const mostKept = 64;

/**
 * One read of the database per `seq`: whoever asks while it is under way shares it, whoever asks later gets the same bytes, tag and signature. A read that
 * began before what is asked for was committed is followed by another one, once; so whoever asks ahead of time causes one read at a time.
 */
export function rememberFeeds(
  { read, signer, now }: {
    read: (component: string, channel: string) => Promise<Feed>;
    signer: Signer | undefined;
    now: () => number;
  },
): ReadFeed {
  const kept = new Map<string, { feed: ServedFeed; readAt: number }>();
  const underWay = new Map<string, Promise<ServedFeed>>();

  function remembered(key: string, seq: number | undefined): ServedFeed | undefined {
    const found = kept.get(key);
    if (found === undefined) return undefined;
    const age = now() - found.readAt;
    const serves = seq === undefined ? age < freshMs : found.feed.seq >= seq && age < longestMs;
    return serves ? found.feed : undefined;
  }

  async function readNow(component: string, channel: string, key: string): Promise<ServedFeed> {
    const readAt = now();
    const feed = await serve(await read(component, channel), signer);
    kept.delete(key);
    kept.set(key, { feed, readAt });
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return feed;
  }

  function startReading(component: string, channel: string, key: string): Promise<ServedFeed> {
    const reading = readNow(component, channel, key).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  }

  return async (component, channel, seq) => {
    const key = `${component}/${channel}`;
    const known = remembered(key, seq);
    if (known !== undefined) return known;
    const shared = await underWay.get(key);
    if (shared !== undefined && shared.seq >= (seq ?? 0)) return shared;
    return await (underWay.get(key) ?? startReading(component, channel, key));
  };
}

async function serve(feed: Feed, signer: Signer | undefined): Promise<ServedFeed> {
  const body = new TextEncoder().encode(JSON.stringify(feed));
  const [document, signature] = await Promise.all([
    documentOf(body, "application/json; charset=utf-8"),
    signer?.sign(body),
  ]);
  return {
    ...document,
    seq: feed.seq,
    signature: signer === undefined ? null : `${signer.kid}.${signature}`,
  };
}
