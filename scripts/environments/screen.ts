import { lines } from "../rollout/lines.ts";
import type { Cell, Matrix } from "./matrix.ts";

/** The matrix for people; times are those of the database. */
export function describeMatrix({ environments, cells, promotions, drift }: Matrix): string {
  const components = [...new Set(cells.map(({ component }) => component))];
  const table = [
    [
      "",
      ...environments.map(({ name, branch, announces }) =>
        `${name} (${branch}${announces ? ", announces" : ""})`
      ),
    ],
    ...components.map((component) => [
      component,
      ...environments.map(({ name }) => {
        const cell = cells.find((each) => each.component === component && each.environment === name);
        return cell === undefined ? "" : describeCell(cell);
      }),
    ]),
  ];
  const failed = cells.flatMap(({ component, environment, failed }) =>
    failed === null ? [] : [
      `${component} ${failed.build} in ${environment}: ${failed.outcome}${
        failed.code === null ? "" : ` (${failed.code})`
      } at ${minute(failed.at)}`,
    ]
  );
  const open = promotions.map(({ environment, sha, actor, started_at }) =>
    `${environment} ← ${sha.slice(0, 12)} by ${actor} since ${
      minute(started_at)
    }: slipway promote ${environment} --resume`
  );
  return [
    ...lines(table),
    ...section("Not verified", failed),
    ...section("Promotions under way", open),
    ...section("Drift", drift),
    "",
  ].join("\n");
}

function describeCell({ build, sha, verified_at: at, verified_by: by }: Cell): string {
  if (build === null) return "–";
  return [`${build}`, sha?.slice(0, 7) ?? "", at === null ? "" : minute(at), by ?? ""].filter((part) =>
    part !== ""
  )
    .join(" ");
}

function minute(at: string): string {
  return at.slice(0, 16).replace("T", " ");
}

function section(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : ["", `${title}:`, ...entries.map((entry) => `  ${entry}`)];
}
