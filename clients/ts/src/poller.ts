import type { SetTimer, Signals } from "./options.ts";

/** What a look came to. */
export interface Look {
  /** Whether the server was understood. */
  isFine: boolean;
  /** Whether there is still less known than was heard of. */
  isBehind: boolean;
  /** What the server asks for; 0 when it asks for nothing. */
  retryAfterMs: number;
}

/** When to look. */
interface Poller {
  /** Looks; what is under way may have been read before what the caller knows of: then once more after it. */
  lookNow(): Promise<void>;
  /** Looks on, every 15 minutes and at each signal. */
  start(): void;
  stop(): void;
  /** There may be something: looks at once when a signature says so, else soon. */
  hint(isSigned: boolean): void;
}

const pollMs = 15 * 60_000;
/** A page that comes into sight ten times in a row asks once. */
const restMs = 10_000;
const firstRetryMs = 10_000;
/** Unsigned broadcasts reach everybody, and not everybody asks in the same second. */
const spreadMs = 3_000;

export function createPoller(
  { look, now, random, setTimer, signals }: {
    /** Never rejects. */
    look: () => Promise<Look>;
    now: () => number;
    random: () => number;
    setTimer: SetTimer;
    signals: Signals;
  },
): Poller {
  let failures = 0;
  let fruitless = 0;
  let lookedAt = -Infinity;
  let retryAfterMs = 0;
  let isStarted = false;
  let looking: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let cancelPoll = () => {};
  let cancelHint: (() => void) | undefined;
  let unsignal = () => {};

  const lookOnce = async () => {
    lookedAt = now();
    const seen = await look();
    retryAfterMs = seen.retryAfterMs;
    failures = seen.isFine ? 0 : failures + 1;
    fruitless = seen.isBehind ? fruitless + 1 : 0;
    looking = undefined;
    cancelPoll();
    if (!isStarted) return;
    // a jitter of 10 % around the pause, and of 50 % around each doubled one
    const wait = failures
      ? Math.min(pollMs, firstRetryMs * 2 ** (failures - 1)) * (0.5 + random())
      : pollMs * (0.9 + random() / 5);
    cancelPoll = setTimer(lookNow, Math.max(wait, retryAfterMs));
  };

  const lookNow = (): Promise<void> => {
    if (!looking) return looking = lookOnce();
    return next ??= looking.then(() => {
      next = undefined;
      return lookNow();
    });
  };

  return {
    lookNow,
    start() {
      if (isStarted) return;
      isStarted = true;
      try {
        unsignal = signals(() => {
          // either way, because clocks are set back
          if (Math.abs(now() - lookedAt) >= Math.max(restMs, retryAfterMs)) lookNow();
        });
      } catch (error) {
        console.error(error);
      }
    },
    stop() {
      isStarted = false;
      cancelPoll();
      cancelHint?.();
      cancelHint = undefined;
      unsignal();
    },
    hint(isSigned) {
      // Anybody can send unsigned ones: they are merged, and heeded less the more of them lead nowhere.
      if (cancelHint && !isSigned) return;
      cancelHint?.();
      cancelHint = setTimer(() => {
        cancelHint = undefined;
        lookNow();
      }, isSigned ? 0 : spreadMs * random() * 2 ** Math.min(fruitless, 8));
    },
  };
}
