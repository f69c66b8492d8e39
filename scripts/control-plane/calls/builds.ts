import * as announcements from "../../../functions/_shared/contract/announcements.ts";
import * as builds from "../../../functions/_shared/contract/builds.ts";
import { retryDeliveries } from "../../../functions/_shared/contract/deliveries.ts";
import { readManifest } from "../../../functions/_shared/contract/manifest.ts";
import { storeStatus } from "../../../functions/_shared/contract/store.ts";
import { type Call, repeatable } from "../call.ts";
import { clean } from "./clean.ts";

export const buildCalls = (call: Call) => ({
  /** Raises builds, all or only `onlyComponent`'s; the notes travel to the build move and the chat. */
  syncManifest: ({ manifest, commitSha, actor, onlyComponent, onlyComponents, notes }: {
    manifest: unknown;
    commitSha?: string;
    actor?: string;
    onlyComponent?: string;
    /** Several, in one announcement. */
    onlyComponents?: string[];
    notes?: string;
  }) =>
    call(builds.syncManifest, {
      manifest,
      commit_sha: commitSha,
      actor,
      only_component: onlyComponent,
      only_components: onlyComponents,
      notes: clean(notes),
    }),
  /** What is deployed; the one call that works with a publishable key. */
  manifest: () => call(readManifest, {}, repeatable),
  confirmStoreBuild: ({ installableAt, ...args }: {
    component: string;
    build: number;
    version?: string;
    installableAt?: string;
    raise?: boolean;
  }) => call(builds.confirmStoreBuild, { ...args, installable_at: installableAt }, repeatable),
  rollback: (args: { component: string; build: number; reason: string }) => call(builds.rollback, args),
  /** A forced announcement of the present build; with notes they are its body. Its id. */
  reannounce: ({ notes, ...args }: { component: string; reason: string; notes?: string }) =>
    call(announcements.reannounce, { ...args, notes: clean(notes) }),
  /** How far an announcement is, the newest when none is named; null when there is none. */
  announcementProgress: (announcement?: string) =>
    call(announcements.announcementProgress, { announcement }, repeatable),
  /** Ends what is under way of an announcement: `announcement_unknown`, `reason_missing`. */
  stopAnnouncement: (args: { announcement: string; reason: string; actor: string }) =>
    call(announcements.stopAnnouncement, args, repeatable),
  /** Failed broadcasts and chat messages of the last day are tried once more; how many. */
  retryDeliveries: () => call(retryDeliveries, {}),
  /** Apps in a store, what they have on their way, and the newest events of their webhooks. */
  storeStatus: () => call(storeStatus, {}, repeatable),
});
