import type { Manifest, ManifestComponent } from "./schemas.ts";

/** Components by position, then by key. */
export function inOrder(components: Manifest["components"]): [string, ManifestComponent][] {
  return Object.entries(components).sort(([keyA, a], [keyB, b]) =>
    a.position - b.position || (keyA < keyB ? -1 : keyA > keyB ? 1 : 0)
  );
}
