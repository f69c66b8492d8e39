import type { Candidate, LeftOut } from "./find/candidate.ts";

/** The components as a table, each with what says that it ships on its own. */
export function describeComponents(candidates: readonly Candidate[]): string[] {
  if (candidates.length === 0) return [];
  // a column only where somebody has one
  const hasTracks = candidates.some(({ component }) => component.release !== undefined);
  const tags = (text: string) => hasTracks ? [text] : [];
  const rows = [
    ["component", "kind", "build", "paths", "mirrors", ...tags("tags"), "why"],
    ...candidates.map(({ key, component, evidence }) => [
      key,
      component.kind,
      String(component.build),
      component.paths.join(", "),
      String(component.mirrors?.length ?? 0),
      ...tags(component.release === undefined ? "" : `${component.release.tag}${component.version}`),
      evidence,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd());
}

/** What was looked at and is no component, one line each, with the way to make it one. */
export function describeLeftOut(leftOut: readonly LeftOut[]): string[] {
  return leftOut.map(({ path, why, candidate }) =>
    `left out: ${path}: ${why}${candidate === undefined ? "" : `; to take it: --include ${quoted(path)}`}`
  );
}

function quoted(path: string): string {
  return /^[\w@%+=:,./~-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
