// slipway map: where things live.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  check?: boolean;
  json?: boolean;
}

/** `slipway map [--check] [--json]`. Exit code 7 when --check finds a path that leads nowhere. */
export function mapCommand(): Command {
  return new Command("map")
    .description(
      "Print where things live: the concerns of `ship.map`, and what each component owns. Needs no network.",
    )
    .option("--check", "print nothing but paths that lead nowhere; end with exit code 7 when there is one")
    .option("--json", "print it as one line of JSON")
    .action(map);
}

async function map({ check, json }: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { checkMap, mapRows } = await import("../manifest/map.ts");
  const output = createOutput({ json }, mask.apply);
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const findings = await checkMap(workspace);
  if (check) {
    const { report } = await import("../manifest/report.ts");
    return report(output, { findings }, "Every path leads somewhere.");
  }
  const { renderMap } = await import("../manifest/map-text.ts");
  const rows = mapRows(workspace.manifest);
  output.print(renderMap(rows));
  for (const { code, message } of findings) output.warn(code, message);
  output.json({ map: rows });
}
