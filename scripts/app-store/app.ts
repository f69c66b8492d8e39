import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { componentOf } from "../manifest/component-of.ts";
import type { Component, Manifest } from "../manifest/schema.ts";
import { storeDecides } from "../manifest/store-decides.ts";
import type { Audience } from "./installable.ts";
import { platforms, type StorePlatform } from "./platform.ts";

/** A component that people install from a store. */
export interface App {
  key: string;
  component: Component;
  appId: string;
  platform: StorePlatform;
  audience: Audience;
  /** What archives and uploads, in its order; empty where version.json names nothing. */
  lanes: AppLane[];
  /** What the commit of a confirmed build is tagged as, with {component}, {version} and {build}; undefined for no tag. */
  tag: string | undefined;
  /** The file of what is new to everybody, with {locale} and {version}. */
  whatsNew: string | undefined;
}

/** One of the declared steps of a beta, with its lane or command. */
export interface AppLane {
  name: "certs" | "framework" | "archive" | "upload";
  line: string;
}

/**
 * The component with a store: the named one, or the only one there is. Raises `component_unknown`, `store_missing` and
 * `component_missing`; exit code 2.
 */
export function findApp(manifest: Manifest, named?: string): App {
  const key = named ??
    onlyKey(manifest, ({ store }) => store !== undefined, "several components come from a store");
  const component = key === undefined ? undefined : componentOf(manifest, key);
  if (key !== undefined && component?.store !== undefined) {
    const { app_id: appId, audience, platform, tag, whats_new: whatsNew } = component.store;
    const name = platform ?? (component.kind === "desktop" ? "macos" : "ios");
    const lanes = lanesOf(component.store);
    return { key, component, appId, platform: platforms[name], audience, lanes, tag, whatsNew };
  }
  throw new CommandError(
    "store_missing",
    key === undefined ? "no component comes from a store" : `${key} comes from no store`,
    'Add "store": { "type": "app-store-connect", "app_id": "<Apple ID>" } to it in version.json.',
    exitCode.usage,
  );
}

/** The order is what each one builds on; `archive` outside of `lanes` is the short form. */
function lanesOf({ archive, lanes = {} }: NonNullable<Component["store"]>): AppLane[] {
  const lines = { ...lanes, archive: lanes.archive ?? archive };
  const order = ["certs", "framework", "archive", "upload"] as const;
  return order.flatMap((name) => {
    const line = lines[name];
    return line === undefined ? [] : [{ name, line }];
  });
}

/**
 * The component whose build waits for a store, whether version.json names the store or not: the named one, or the only one there is.
 * Raises `component_unknown`, `app_missing` and `component_missing`; exit code 2.
 */
export function findAppKey(manifest: Manifest, named?: string): string {
  const key = named ?? onlyKey(manifest, storeDecides, "there are several apps");
  if (key !== undefined && storeDecides(componentOf(manifest, key))) return key;
  throw new CommandError(
    "app_missing",
    key === undefined ? "version.json has no iOS app" : `${key} is no iOS app`,
    key === undefined ? 'Give it the kind "ios" in version.json.' : `Run slipway bump ${key}.`,
    exitCode.usage,
  );
}

/** The only component of its sort; undefined when there is none. Raises `component_missing` (exit 2). */
function onlyKey(
  manifest: Manifest,
  isMeant: (component: Component) => boolean,
  several: string,
): string | undefined {
  const keys = Object.entries(manifest.components).filter(([, one]) => isMeant(one)).map(([key]) => key);
  if (keys.length <= 1) return keys[0];
  throw new CommandError(
    "component_missing",
    several,
    `Name one: --component ${keys.join(" or ")}.`,
    exitCode.usage,
  );
}
