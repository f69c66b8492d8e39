import { rowOrder } from "./rows.ts";
import type { Component, Manifest } from "./schema.ts";

/**
 * What Postgres learns of a manifest: definitions and builds, never commands, hooks or targets. `order` names every
 * component, so that the chat's rows are those of README.md and the terminal, also for components without a place.
 */
export function definitionOf(manifest: Manifest): Record<string, unknown> {
  return {
    name: manifest.name,
    order: rowOrder(manifest),
    components: Object.fromEntries(
      Object.entries(manifest.components).map(([key, component]) => [key, columnsOf(component)]),
    ),
  };
}

/** What is undefined is left out when this becomes JSON. */
function columnsOf(component: Component): Record<string, unknown> {
  const { name, label, kind, host, description, version, build, paths, apns, store } = component;
  return {
    ...{ name, label, kind, host, description, version, build, paths, apns },
    // the audience decides whether people are sent to TestFlight or to the App Store
    ...store === undefined ? {} : { store: storeColumns(store) },
  };
}

/** The command that archives is nobody's business but this clone's. */
function storeColumns({ app_id, audience, url, platform, auto }: NonNullable<Component["store"]>) {
  return { app_id, audience, url, platform, auto };
}
