import type { Conflict } from "../../git/rebase.ts";
import { manifestPath } from "../../manifest/edits.ts";
import { findMarkers } from "../../manifest/markers.ts";
import { regions } from "../../manifest/readme-text.ts";

/**
 * Whether a file in conflict may become what the remote has: one that Slipway generates, of which the commit changed only what is
 * generated. Then writing it again loses nothing. `readme` is the manifest's `ship.readme`.
 */
export function isGeneratedConflict({ path, base, own }: Conflict, readme: string): boolean {
  if (base === null || own === null) return false;
  if (path === manifestPath) return withoutBuilds(base) === withoutBuilds(own);
  if (path === readme) return withoutRegions(base) === withoutRegions(own);
  return false;
}

/** version.json without its build numbers; text that is no JSON stands for itself. */
function withoutBuilds(text: string): string {
  try {
    return JSON.stringify(
      JSON.parse(text),
      (key, value: unknown) => key === "build" && typeof value === "number" ? undefined : value,
    );
  } catch {
    return text;
  }
}

function withoutRegions(text: string): string {
  return regions.reduce((rest, region) => {
    const found = findMarkers(rest, region);
    return "span" in found ? rest.slice(0, found.span.start) + rest.slice(found.span.end) : rest;
  }, text);
}
