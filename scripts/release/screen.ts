import type { TrackCut } from "./cut.ts";

/** The versions of a release as a table for the terminal. */
export function renderCuts(tracks: readonly TrackCut[]): string {
  const rows = [
    ["Track", "Version", "Tag", "Build", "Commits"],
    ...tracks.map(({ key, version, tag, build, previous, since, commits }) => [
      key,
      `${previous.version} → ${version}`,
      tag,
      previous.build === build ? String(build) : `${previous.build} → ${build}`,
      since === null ? `${commits}, the first release` : `${commits} since ${since}`,
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd())
    .join("\n");
}
