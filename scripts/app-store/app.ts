import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { componentOf } from "../manifest/component-of.ts";
import type { Component, Manifest } from "../manifest/schema.ts";
import type { AppStoreConnect, StoreBuild } from "./app-store-connect.ts";
import type { Audience } from "./installable.ts";

/** A component that people install from a store. */
export interface App {
  key: string;
  component: Component;
  appId: string;
  audience: Audience;
  /** The command that archives and uploads. */
  archive: string | undefined;
}

/**
 * The component with a store: the named one, or the only one there is. Raises `component_unknown`, `store_missing` and
 * `component_missing`; exit code 2.
 */
export function findApp(manifest: Manifest, named?: string): App {
  const stores = Object.entries(manifest.components).filter(([, { store }]) => store !== undefined);
  const key = named ?? (stores.length === 1 ? stores[0]?.[0] : undefined);
  if (key === undefined && stores.length > 1) {
    throw new CommandError(
      "component_missing",
      "several components come from a store",
      `Name one: --component ${stores.map(([other]) => other).join(" or ")}.`,
      exitCode.usage,
    );
  }
  const component = key === undefined ? undefined : componentOf(manifest, key);
  if (key !== undefined && component?.store !== undefined) {
    const { app_id: appId, audience, archive } = component.store;
    return { key, component, appId, audience, archive };
  }
  throw new CommandError(
    "store_missing",
    key === undefined ? "no component comes from a store" : `${key} comes from no store`,
    'Add "store": { "type": "app-store-connect", "app_id": "<Apple ID>" } to it in version.json.',
    exitCode.usage,
  );
}

/** The highest of some builds, or null. */
export function highest(builds: readonly StoreBuild[]): StoreBuild | null {
  return builds.reduce<StoreBuild | null>(
    (best, one) => best === null || one.build > best.build ? one : best,
    null,
  );
}

/** The highest build in the store that is above `floor`. */
export async function newestBuild(
  store: AppStoreConnect,
  { appId }: App,
  floor: number,
  signal: AbortSignal,
): Promise<StoreBuild | null> {
  return highest((await store.listBuilds(appId, signal)).filter(({ build }) => build > floor));
}
