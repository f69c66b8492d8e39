import type { Component } from "./schema.ts";

/**
 * Whether a store decides the component's build: it is not shipped with `slipway ship`, can't run ahead of what the store reported,
 * and never falls. In SQL: `ship_private.store_decides`.
 */
export function storeDecides({ kind, store }: Pick<Component, "kind" | "store">): boolean {
  return kind === "ios" || store !== undefined;
}
