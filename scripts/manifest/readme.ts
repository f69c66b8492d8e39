import type { Finding } from "../cli/command-error.ts";
import { type Draft, openDraft } from "./draft.ts";
import type { Edit } from "./edits.ts";
import { finding } from "./findings.ts";
import type { Workspace } from "./load.ts";
import { fillSpan, findMarkers } from "./markers.ts";
import { lineBeforeTable } from "./readme-first.ts";
import { optionalRegions, regions, renderRegion } from "./readme-text.ts";
import type { Manifest } from "./schema.ts";

interface ReadmePlan {
  /** Null when the page already is as it should be, or when a marker is missing. */
  edit: Edit | null;
  findings: Finding[];
}

/** The page of `ship.readme` with its generated parts as version.json says. That the table is the first thing to read is up to a person. */
export async function planReadme({ tree, manifest }: Workspace): Promise<ReadmePlan> {
  const path = manifest.ship.readme;
  const draft = openDraft(tree);
  const file = await draft.read(path);
  const findings = await writeReadme(draft, manifest);
  const line = "problem" in file ? null : lineBeforeTable(file.text);
  if (line !== null) {
    const what = "the table comes after this; it belongs first";
    findings.push(finding("readme_drift", { file: path, line }, what, placeHint));
  }
  return { edit: draft.edits()[0] ?? null, findings };
}

/** Replaces only what stands between the markers; without all of them nothing. */
export async function writeReadme(draft: Draft, manifest: Manifest): Promise<Finding[]> {
  const path = manifest.ship.readme;
  const place = { file: path };
  const file = await draft.read(path);
  if ("problem" in file) {
    return [finding(file.code ?? "readme_markers_missing", place, file.problem, markerHint)];
  }
  let text = file.text;
  const problems: Finding[] = [];
  const drifts: Finding[] = [];
  const wanted = [
    ...regions,
    ...optionalRegions.filter((region) => text.includes(`<!-- VERSION:${region} -->`)),
  ];
  for (const region of wanted) {
    const found = findMarkers(text, region);
    // a page may show the marker of an optional region in its code
    if ("problem" in found && found.line === undefined && !isRequired(region)) continue;
    if ("problem" in found) {
      problems.push(
        finding("readme_markers_missing", { ...place, line: found.line }, found.problem, markerHint),
      );
      continue;
    }
    const filled = fillSpan(text, found.span, renderRegion(region, manifest));
    if (filled !== text) {
      const what = `the ${region} differs from version.json`;
      drifts.push(
        finding("readme_drift", { ...place, line: found.span.line }, what, "Run `slipway readme`."),
      );
    }
    text = filled;
  }
  if (problems.length === 0) draft.write(path, text);
  return [...problems, ...drifts];
}

function isRequired(region: string): boolean {
  return regions.some((required) => required === region);
}

/** What to do about a table that is not the first thing. */
export const placeHint = "Move the banner and the table, with their markers, to the top of the page.";

const markerHint =
  regions.map((region) => `<!-- VERSION:${region} --><!-- /VERSION:${region} -->`).join(" and ") +
  " belong at the top of the page, each on a line of its own; `slipway readme` fills them.";
