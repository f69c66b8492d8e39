import type { Decision } from "./decide.ts";
import type { PushResult, PushToken } from "./push.ts";

/** What an app shows. A new object whenever something changed, and only then. */
export interface State {
  /** What the rules say: `kind` is required (block), recommended (dialog), available (banner), up-to-date or unknown. */
  decision: Decision;
  /** The build that is running. */
  build: number | null;
  /** The highest build that is known to be there for this device; null when none is. */
  newestBuild: number | null;
  /** Whether there is one above the running build. Clears itself after the update. */
  isOutdated: boolean;
  /** The build that was skipped last. */
  skippedBuild: number | null;
  /** When the server last confirmed what is shown, in milliseconds since 1970. */
  checkedAt: number | null;
  /** Why the last look did not help, as a code; null when it did. For logs: nobody has to act on it. */
  problem: string | null;
}

/** Hears of updates, and says what to do about them. None of its functions ever throws or rejects. */
export interface Updates {
  readonly state: State;
  readonly component: string;
  readonly channel: string;
  /** Random and of this installation alone; null until storage was read. */
  readonly installationId: string | null;
  /** Calls `listener` after each change, until the function that it answers is called. */
  subscribe(listener: () => void): () => void;
  /** Shows what is remembered, asks, and goes on asking: every 15 minutes, and when `signals` say so. Resolves after the first answer. */
  start(): Promise<State>;
  stop(): void;
  /** Asks now. `isManual` is for a person who pressed "Check for updates": no share of a rollout and no nudge pause stands in the way. */
  refresh(options?: { isManual?: boolean }): Promise<State>;
  /** The one place where what is known changes: a feed, parsed or as text, with its signature. Answers whether it counts. */
  apply(feed: unknown, signature?: string): Promise<boolean>;
  /** No more of this build: of a later one again. */
  skip(): void;
  /** The dialog was shown and put off: it comes back after `nudge_every_s`. */
  nudged(): void;
  /** What was heard on Realtime. It may come from anybody: it makes this client look. */
  handleBroadcast(payload: unknown): void;
  /** What a push carried. Answers whether it was one of ours. */
  handlePush(payload: unknown): boolean;
  /** On every launch: the token may have changed, and registering keeps it alive. */
  registerPush(token: PushToken): Promise<PushResult>;
  unregisterPush(token: { token: string; topic: string }): Promise<PushResult>;
}
