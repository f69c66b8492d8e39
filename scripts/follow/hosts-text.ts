import type { HostStatus } from "../control-plane/control-plane.ts";

/** What hosts run, a line each, and then what is wrong. */
export function describeHosts({ hosts, findings }: HostStatus): string {
  if (hosts.length === 0 && findings.length === 0) return "No host follows a branch.";
  const rows = hosts.map(({ environment, host, branch, sha, state, is_silent, last_seen_at }) => [
    environment,
    host,
    branch ?? "-",
    sha?.slice(0, 12) ?? "-",
    is_silent ? `${state}, silent` : state,
    last_seen_at.replace(/\.\d+/, ""),
  ]);
  const widths = columns(rows);
  return [
    ...rows.map((row) => row.map((text, at) => text.padEnd(widths[at] ?? 0)).join("  ").trimEnd()),
    ...findings.length > 0 && rows.length > 0 ? [""] : [],
    ...findings.map(({ code, message }) => `${code}: ${message}`),
  ].join("\n");
}

function columns(rows: readonly string[][]): number[] {
  return (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
}
