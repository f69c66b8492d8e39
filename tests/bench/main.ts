// npm run bench -- <name> [--json]: measures, and prints ratios against a peer in the same run.

import process from "node:process";
import { parseArgs } from "node:util";
import { elapsed } from "../../scripts/runtime.ts";

/** What a benchmark found: lines for people, one document for machines. */
export interface Measured {
  lines: string[];
  result: Record<string, unknown>;
}

const benches: Record<string, (moves: number) => Promise<Measured>> = {
  latency: async (moves) => (await import("./latency.ts")).latency(moves),
  trigger: async (moves) => (await import("./trigger.ts")).trigger(moves),
};

const { values, positionals } = parseArgs({
  options: { json: { type: "boolean", default: false }, moves: { type: "string", default: "200" } },
  allowPositionals: true,
});
const bench = benches[positionals[0] ?? ""];
const moves = Number(values.moves);
if (!bench || !Number.isInteger(moves) || moves < 1) {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join("|")} [--moves 200] [--json]`);
  process.exit(2);
}

const start = elapsed();
const { lines, result } = await bench(moves);
if (values.json) console.log(JSON.stringify(result));
else console.log([...lines, `(${((elapsed() - start) / 1000).toFixed(1)} s in all)`].join("\n"));
process.exit(0);
