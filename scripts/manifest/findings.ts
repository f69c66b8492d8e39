import type { Finding } from "../cli/command-error.ts";

/** What the local checks may find. */
export type FindingCode =
  | "manifest_invalid"
  | "mirror_drift"
  | "mirror_missing"
  | "mirror_count_wrong"
  | "pbxproj_count_wrong"
  | "build_dotted"
  | "build_source_elsewhere"
  | "mirror_linked"
  | "lock_drift"
  | "lock_invalid"
  | "requirement_drift"
  | "requirement_unclear"
  | "top_build_wrong"
  | "readme_drift"
  | "readme_markers_missing"
  | "map_stale"
  | "path_outside"
  | "file_too_large"
  | "file_ignored"
  | "file_in_submodule"
  | "file_not_checked_out"
  | "link_broken"
  | "path_cited_missing"
  | "script_invalid"
  | "bash_missing"
  | "rule_missing"
  | "decision_number_taken"
  | "decision_missing"
  | "deployed_behind"
  | "deployed_ahead";

/** Where a finding is: line numbers count from 1. */
interface Place {
  file: string;
  line?: number;
  component?: string;
}

/** A finding whose message begins with its place, so that a terminal can open it. */
export function finding(
  code: FindingCode,
  { file, line, component }: Place,
  what: string,
  hint: string,
): Finding {
  const place = line === undefined ? file : `${file}:${line}`;
  return { code, message: `${place}: ${what}`, hint, file, ...component === undefined ? {} : { component } };
}

const fixable: string[] = [
  "mirror_drift",
  "lock_drift",
  "requirement_drift",
  "top_build_wrong",
  "readme_drift",
] satisfies FindingCode[];

/** Whether `sync` and `readme` can put it right; the others need a person. */
export function isFixable(finding: Finding): boolean {
  return fixable.includes(finding.code);
}
