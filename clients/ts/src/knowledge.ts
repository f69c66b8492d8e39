import type { State } from "./api.ts";
import { type Client, decide } from "./decide.ts";
import { type Feed, isText, isWhole, parseFeed } from "./feed.ts";
import { recordOf } from "./record.ts";
import type { Verifier } from "./signature.ts";
import type { Store } from "./store.ts";

/** A feed, as it came. */
interface Word {
  text: string;
  /** Both are empty where there is none. */
  signature: string;
  etag: string;
  /** When it was last confirmed. What it says is what was true then, so that no block begins while nobody answers. */
  at: number;
  /** What comes from storage blocks only if it did before. */
  mayBlock: boolean;
}

/** What a client knows and remembers, and the state that follows from it. */
interface Knowledge {
  readonly state: State;
  /** Of the last feed that counted; −1 when there was none. */
  readonly seq: number;
  readonly etag: string;
  subscribe(listener: () => void): () => void;
  /** Reads what is remembered, once. */
  ready(): Promise<void>;
  /** Takes a feed, if it counts: here every path ends. */
  converge(word: Word): Promise<boolean>;
  /** The server says that the last feed still holds. */
  confirm(): Promise<boolean>;
  /** A signed broadcast told of a build. */
  heardOf(news: { seq: number; build: number }): void;
  /** The last look did not help, for a reason that is no feed. */
  fail(problem: string): void;
  /** A person asked. */
  asked(): void;
  skip(): void;
  nudged(): void;
}

/** Who asks: what of it never changes, and the id that storage may give it. */
type Self = Pick<Client, "component" | "channel" | "build" | "os" | "installation_id">;

export function createKnowledge(
  self: Self,
  { now, random, verifier, store }: {
    now: () => number;
    random: () => number;
    verifier: Verifier;
    store: Store;
  },
): Knowledge {
  const { build } = self;
  const keyOf = (name: string) => `slipway:${self.component}:${self.channel}:${name}`;
  const listeners = new Set<() => void>();

  let accepted: Word & { feed: Feed } | undefined;
  let skippedBuild: number | null = null;
  let nudgedAt: number | null = null;
  /** The feed that a person asked about. */
  let manualSeq = NaN;
  /** A build that a signed broadcast told of, until a feed says more. */
  let heard = { seq: -1, build: 0 };
  let problem: string | null = null;
  let state = derive();

  function derive(): State {
    let decision = decide(accepted?.feed, clientAt(accepted?.at ?? now()));
    if (decision.kind === "required" && !accepted?.mayBlock) decision = { ...decision, kind: "recommended" };
    const newest = Math.max(decision.build ?? 0, heard.build);
    return {
      decision,
      build,
      newestBuild: newest || null,
      isOutdated: build !== null && newest > build,
      skippedBuild,
      checkedAt: accepted?.at ?? null,
      problem,
    };
  }

  function clientAt(at: number): Client {
    const seq = knownSeq();
    return {
      ...self,
      is_manual: seq === manualSeq,
      now: isoOf(at),
      remembered: {
        seq,
        skipped_build: skippedBuild,
        // The feed is judged as of then; a nudge is as long ago as it is.
        nudged_at: nudgedAt === null ? null : isoOf(at - now() + nudgedAt),
      },
    };
  }

  function knownSeq(): number {
    return accepted?.feed.seq ?? -1;
  }

  function update(why: string | null): void {
    problem = why;
    if (heard.seq <= knownSeq()) heard.build = 0;
    const next = derive();
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    listeners.forEach((listener) => {
      try {
        listener();
      } catch (error) {
        console.error(error);
      }
    });
  }

  function remember(word: Word & { feed: Feed }): void {
    accepted = word;
    update(null);
    const { feed: _, ...rest } = word;
    store.write(keyOf("feed"), JSON.stringify({ ...rest, mayBlock: state.decision.kind === "required" }));
  }

  async function converge(word: Word): Promise<boolean> {
    let why = "feed_signature";
    if (await verifier.accepts(word.text, word.signature)) {
      const feed = parseFeed(recordOf(word.text));
      why = decide(feed ?? {}, clientAt(word.at)).reason;
      if (feed && !/^(feed|client)_/.test(why)) {
        remember({ ...word, feed });
        return true;
      }
    }
    // A feed that is over by now has to be read anew.
    if (accepted) accepted.etag = "";
    update(why);
    return false;
  }

  async function restore(): Promise<void> {
    const [id, word, skipped, nudged] = await Promise.all(
      ["slipway:installation", keyOf("feed"), keyOf("skipped"), keyOf("nudged")].map(store.read),
    );
    if (self.installation_id === null) {
      self.installation_id = isText(id) && uuid.test(id) ? id : newUuid(random);
      if (self.installation_id !== id) store.write("slipway:installation", self.installation_id);
    }
    skippedBuild ??= wholeOf(skipped);
    nudgedAt ??= wholeOf(nudged);
    const { text, signature, etag, at, mayBlock } = recordOf(word);
    if (isText(text) && isWhole(at)) {
      await converge({
        text,
        signature: `${signature}`,
        etag: `${etag}`,
        at: Math.min(at, now()),
        mayBlock: mayBlock === true,
      });
    }
    update(null);
  }

  let restored: Promise<void> | undefined;

  return {
    get state() {
      return state;
    },
    get seq() {
      return knownSeq();
    },
    get etag() {
      return accepted?.etag ?? "";
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ready: () => restored ??= restore(),
    converge,
    confirm: () => converge({ text: "", signature: "", etag: "", ...accepted, at: now(), mayBlock: true }),
    heardOf(news) {
      heard = news;
      update(problem);
    },
    fail: update,
    asked() {
      manualSeq = knownSeq();
      update(problem);
    },
    skip() {
      const { build, can_skip } = state.decision;
      if (build === null || !can_skip) return;
      skippedBuild = build;
      store.write(keyOf("skipped"), `${build}`);
      update(problem);
    },
    nudged() {
      nudgedAt = Math.trunc(now());
      manualSeq = NaN;
      store.write(keyOf("nudged"), `${nudgedAt}`);
      update(problem);
    },
  };
}

/** A whole number, also as text: what is baked in comes from environment variables. */
export function wholeOf(value: unknown): number | null {
  const number = isText(value) && /^\d+$/.test(value) ? Number(value) : value;
  return isWhole(number) ? number : null;
}

/** Empty for what is no time. */
function isoOf(ms: number): string {
  const date = new Date(ms);
  return isNaN(+date) ? "" : date.toISOString();
}

export const uuid: RegExp = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Only chance decides a bucket: this need not be unguessable, and not every React Native has `crypto`. */
function newUuid(random: () => number): string {
  return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, () => Math.trunc(random() * 16).toString(16));
}
