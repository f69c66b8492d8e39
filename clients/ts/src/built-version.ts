// Bundlers replace these expressions by their text, so each is written out in full. Where none does, each fails in its own way.

import type { BuiltVersion } from "./version-label.ts";

declare const process: { env: Record<string, string | undefined> };

// Of the same names as in Vite's own types, so that both can be there.
declare global {
  interface ImportMetaEnv {
    readonly VITE_SLIPWAY_VERSION?: string;
    readonly VITE_SLIPWAY_BUILD?: string;
    readonly VITE_SLIPWAY_COMMIT?: string;
    readonly PUBLIC_SLIPWAY_VERSION?: string;
    readonly PUBLIC_SLIPWAY_BUILD?: string;
    readonly PUBLIC_SLIPWAY_COMMIT?: string;
  }
  interface ImportMeta {
    readonly env: ImportMetaEnv;
  }
}

/** What `slipway env` handed to the build tool. A variable that is set and empty is none. */
export function builtVersion(): BuiltVersion {
  return {
    version: first([
      () => import.meta.env.VITE_SLIPWAY_VERSION,
      () => import.meta.env.PUBLIC_SLIPWAY_VERSION,
      () => process.env.NEXT_PUBLIC_SLIPWAY_VERSION,
      () => process.env.SLIPWAY_VERSION,
    ]),
    build: first([
      () => import.meta.env.VITE_SLIPWAY_BUILD,
      () => import.meta.env.PUBLIC_SLIPWAY_BUILD,
      () => process.env.NEXT_PUBLIC_SLIPWAY_BUILD,
      () => process.env.SLIPWAY_BUILD,
    ]),
    commit: first([
      () => import.meta.env.VITE_SLIPWAY_COMMIT,
      () => import.meta.env.PUBLIC_SLIPWAY_COMMIT,
      () => process.env.NEXT_PUBLIC_SLIPWAY_COMMIT,
      () => process.env.SLIPWAY_COMMIT,
    ]),
  };
}

function first(places: readonly (() => string | undefined)[]): string | undefined {
  for (const place of places) {
    try {
      const value = place();
      if (value) return value;
    } catch {
      // a page has no `process`, and only Vite knows `import.meta.env`
    }
  }
  return undefined;
}
