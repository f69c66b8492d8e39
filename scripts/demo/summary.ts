import type { Moved } from "./follow.ts";
import type { FromStore } from "./from-the-store.ts";
import type { Reached } from "./reach-page.ts";
import type { Rollout } from "./roll-out.ts";

/** What `--json` prints. */
export interface Summary {
  broadcast_ms: number | null;
  apns: { sent: number; total: number; ms: number };
  telegram: boolean;
  telegram_ms: number;
  component: string;
  build: number;
  manifest_build: number;
  redirect: string;
  audit: string;
  audit_entries: number;
  announcement: string;
  rollout: { build: number; inside: number; told_first: number; told: number; told_again: number };
  store: { build: number; told: number; ms: number };
  page: { url: string; build: number; newest: number | null; kind: string; ms: number };
  problems: string[];
}

export function summarize(
  moved: Moved,
  broadcastMs: number | null,
  rollout: Rollout,
  stored: FromStore,
  page: Reached,
): Summary {
  const round = (ms: number) => Math.round(ms * 10) / 10;
  return {
    broadcast_ms: broadcastMs === null ? null : round(broadcastMs),
    apns: { ...moved.apns, ms: round(moved.apns.ms) },
    telegram: moved.telegram.sent,
    telegram_ms: round(moved.telegram.ms),
    component: moved.component,
    build: moved.build,
    manifest_build: moved.manifestBuild,
    redirect: moved.redirect,
    audit: moved.audit.problem ?? "verified",
    audit_entries: moved.audit.entries,
    announcement: moved.announcement,
    rollout: {
      build: rollout.build,
      inside: rollout.inside,
      told_first: rollout.toldFirst,
      told: rollout.told,
      told_again: rollout.toldAgain,
    },
    store: { build: stored.build, told: stored.told, ms: round(stored.ms) },
    page: { url: page.url, build: page.build, newest: page.newest, kind: page.kind, ms: round(page.ms) },
    problems: [...moved.problems, ...rollout.problems, ...stored.problems, ...page.problems],
  };
}
