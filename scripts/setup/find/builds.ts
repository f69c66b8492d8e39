import { parseBuild } from "../../manifest/parse-build.ts";

/** Why a value that stands where a build should be is not taken for one, and the page that says how to go on. */
export function whyDotted(place: string, value: unknown): string {
  const shown = typeof value === "object" ? "no number" : JSON.stringify(value);
  return /^\d+(\.\d+)+$/.test(String(value))
    ? `${place} is ${shown}, and a build is one whole number, so it mirrors nothing; docs/dotted-builds.md says how to move on`
    : `${place} is ${shown}, so it mirrors nothing`;
}

/** A build as it is written somewhere, perhaps with zeros in front; undefined for what is none. */
export function wholeBuild(value: string | undefined): number | undefined {
  return parseBuild((value ?? "").replace(/^0+(?=\d)/, "")) ?? undefined;
}
