import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { z } from "zod";
import { env, makeTempDir, removeDir } from "../../scripts/runtime.ts";

const line = z.object({
  promise: z.string(),
  devices: z.number(),
  missed: z.number(),
  duplicated: z.number(),
  bound: z.number(),
  takeovers: z.number(),
  seconds: z.number(),
});

/** Vitest's global setup of the whole matrix: prints all figures as one table at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeTempDir("slipway-fault-table-");
  const file = join(folder, "figures.ndjson");
  project.provide("faultTable", file);
  return async () => {
    const text = await readFile(file, "utf8").catch(() => "");
    const lines = text.split("\n").filter(Boolean).map((each) => line.parse(JSON.parse(each)));
    console.log(`\n${table(lines)}\n\nSLIPWAY_FAULT_SEED=${env("SLIPWAY_FAULT_SEED")}`);
    await removeDir(folder);
  };
}

function table(lines: z.infer<typeof line>[]): string {
  const head = ["case", "devices", "missed", "duplicated", "at most", "takeovers", "s to recover"];
  const rows = lines.map((each) => [
    each.promise,
    ...[each.devices, each.missed, each.duplicated, each.bound, each.takeovers].map(String),
    each.seconds.toFixed(1),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const draw = (row: string[]) =>
    row.map((cell, column) => column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))
      .join("  ");
  return [draw(head), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(draw)].join("\n");
}
