// The only file of the core that touches globals: the network, timers, storage, the page.

import type { Fetch, SetTimer, Signals, UpdateStorage } from "./options.ts";

interface Target {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

/** What a platform may have. Written down here, because neither React Native nor Deno has the types of a page. */
interface Scope extends Partial<Target> {
  document?: Target & { visibilityState: string };
  localStorage?: UpdateStorage;
}

const scope: Scope = globalThis;

/** A browser revalidates by itself, and a header of our own would cost each request a preflight. */
export const isPage: boolean = scope.document !== undefined;

// Looked up at each call: apps replace fetch.
export const platformFetch: Fetch = (url, init) => fetch(url, init);

export const platformTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** A page in sight again, or online again. */
export const platformSignals: Signals = (wake) => {
  const { document } = scope;
  const onChange = () => {
    if (document?.visibilityState === "visible") wake();
  };
  document?.addEventListener("visibilitychange", onChange);
  scope.addEventListener?.("online", onChange);
  return () => {
    document?.removeEventListener("visibilitychange", onChange);
    scope.removeEventListener?.("online", onChange);
  };
};

/** A browser's localStorage, which may be forbidden; undefined elsewhere: Node and Deno warn when theirs is touched. */
export function platformStorage(): UpdateStorage | undefined {
  try {
    return isPage ? scope.localStorage : undefined;
  } catch {
    return undefined;
  }
}

export function platformSubtle(): SubtleCrypto | undefined {
  return globalThis.crypto?.subtle;
}
