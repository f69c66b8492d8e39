import type { Component } from "./schema.ts";

/** Whether the build of a component is the store's to decide: version.json waits for its word. */
export function storeDecides({ kind, store }: Pick<Component, "kind" | "store">): boolean {
  return kind === "ios" || store !== undefined;
}
