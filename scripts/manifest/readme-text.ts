import { escapeMarkdown, renderMarkdown } from "../../functions/_shared/table/markdown.ts";
import { mapRows } from "./map.ts";
import { renderMap } from "./map-text.ts";
import { renderQuickReference } from "./quick-reference.ts";
import { manifestTable } from "./rows.ts";
import type { Manifest } from "./schema.ts";

/** The generated parts of README.md, by the name in their markers. These two must be there. */
export const regions = ["banner", "table"] as const;
/** These are kept up to date where somebody put their markers. */
export const optionalRegions = ["map", "reference"] as const;
type Region = typeof regions[number] | typeof optionalRegions[number];

/** What stands between the markers, without the blank lines around it. The same manifest always gives the same text. */
export function renderRegion(region: Region, manifest: Manifest): string {
  switch (region) {
    case "banner":
      return `**${escapeMarkdown(manifestTable(manifest).project)}** · build ${manifest.build}`;
    case "table":
      return renderMarkdown(manifestTable(manifest)).trimEnd();
    case "map":
      return renderMap(mapRows(manifest)).trimEnd();
    case "reference":
      return renderQuickReference(manifest).trimEnd();
  }
}

/**
 * A region with its markers, as it stands in README.md. The blank lines keep a table a table for every Markdown parser,
 * and formatters of Markdown leave it as it is.
 */
export function markedRegion(region: Region, manifest: Manifest): string {
  return `<!-- VERSION:${region} -->\n\n${renderRegion(region, manifest)}\n\n<!-- /VERSION:${region} -->`;
}
