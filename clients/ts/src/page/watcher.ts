// `slipway/client/watcher`: tells an open page that a later build is served than the one it runs, and gets it over chunks that are gone.

import { platformTimer } from "../platform.ts";
import { recordOf } from "../record.ts";
import { followEdits } from "./edits.ts";
import { reloadPage } from "./reload.ts";

/** What a page shows. */
export interface WatcherState {
  /** Whether it should ask for a reload. */
  isOutdated: boolean;
  /** The build that is served, once two reads agreed that it is a later one. */
  build: number | null;
  /** `newer_build`, or `chunk_error`: parts of this page are gone, and it was not reloaded by itself. */
  reason: "newer_build" | "chunk_error" | null;
}

export interface Watcher {
  readonly state: WatcherState;
  subscribe(listener: () => void): () => void;
  /** Reads now. Never rejects. */
  check(): Promise<void>;
  stop(): void;
}

/** What `watchVersion` may be told. */
export interface WatcherOptions {
  /** What serves the manifest: `https://<ref>.supabase.co/functions/v1/manifest`, or your own `/version`. */
  url: string;
  /** As version.json names it. */
  component: string;
  /** The build that is baked into this page. */
  build: number | string;
  /** Whether somebody would lose something; what people typed and did not send, when it is left out. */
  isDirty?: () => boolean;
  /** Reloads after a chunk was missing, at most once from each build. */
  reload?: () => void;
  pollMs?: number;
}

const minute = 60_000;
/** The second of two equal reads. */
const againMs = 3_000;
const timeoutMs = 10_000;

/**
 * Reads every minute, and when the page comes into sight, gets the focus or is online again. A build that is lower than the page's own is ignored: during
 * a rolling deploy both are served. Nothing but a missing chunk reloads by itself, and never over what somebody typed.
 */
export function watchVersion(options: WatcherOptions): Watcher {
  const { url, component, reload = reloadPage, isDirty = followEdits(document), pollMs = minute } = options;
  const own = Number(options.build);
  const listeners = new Set<() => void>();
  let state: WatcherState = { isOutdated: false, build: null, reason: null };
  let last: number | undefined;
  let cancel = () => {};
  let isStopped = false;

  const show = (next: WatcherState) => {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    for (const listener of [...listeners]) listener();
  };

  const read = async (): Promise<number | undefined> => {
    try {
      const answer = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(timeoutMs) });
      const build = recordOf(recordOf(recordOf(await answer.text()).components)[component]).build;
      return answer.ok && typeof build === "number" ? build : undefined;
    } catch {
      return undefined;
    }
  };

  const check = async () => {
    cancel();
    const build = await read();
    if (isStopped) return;
    const isNews = build !== undefined && build > own && build !== state.build;
    if (isNews && build === last) show({ isOutdated: true, build, reason: state.reason ?? "newer_build" });
    cancel = platformTimer(check, isNews && build !== last ? againMs : pollMs);
    if (build !== undefined) last = build;
  };

  const onChunkError = async () => {
    // Without an answer this is the network, and a reload would lose the page.
    if (await read() === undefined || isStopped) return;
    if (!isDirty() && mayReload(component, own)) reload();
    else show({ ...state, isOutdated: true, reason: "chunk_error" });
  };

  const onError = ({ target }: Event) => {
    const address = target instanceof HTMLScriptElement
      ? target.src
      : target instanceof HTMLLinkElement && /stylesheet|preload/.test(target.rel)
      ? target.href
      : "";
    // What others serve, blockers block.
    if (address && new URL(address, location.href).origin === location.origin) onChunkError();
  };

  const onVisibility = () => {
    if (document.visibilityState === "visible") check();
  };

  document.addEventListener("visibilitychange", onVisibility);
  addEventListener("online", check);
  addEventListener("focus", check);
  addEventListener("vite:preloadError", onChunkError);
  addEventListener("error", onError, true);
  check();

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      const once = () => listener();
      listeners.add(once);
      return () => listeners.delete(once);
    },
    check,
    stop() {
      isStopped = true;
      cancel();
      document.removeEventListener("visibilitychange", onVisibility);
      removeEventListener("online", check);
      removeEventListener("focus", check);
      removeEventListener("vite:preloadError", onChunkError);
      removeEventListener("error", onError, true);
    },
  };
}

/** Once from each build in this tab: two servers that disagree must not send a page to and fro. Where nothing can be kept, never. */
function mayReload(component: string, build: number): boolean {
  try {
    const key = `slipway:${component}:reloaded`;
    const done = (sessionStorage.getItem(key) ?? "").split(",");
    if (done.includes(`${build}`)) return false;
    sessionStorage.setItem(key, [...done, build].join(","));
    return true;
  } catch {
    return false;
  }
}
