import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { now } from "../../../scripts/runtime.ts";
import { describeMachine, machineSchema } from "./machine.ts";

/** A run that was kept: its figures, and under what circumstances they came about. */
const keptSchema = z.object({
  /** Year, month, day. */
  date: z.string(),
  seconds: z.number(),
  /** What everything else on the machine used meanwhile, in cores. */
  others_cores: z.number(),
  machine: machineSchema,
  numbers: z.record(z.string(), z.number()),
  result: z.unknown(),
});
export type Kept = z.infer<typeof keptSchema>;

const folder = new URL("../results/", import.meta.url);
const fileOf = (name: string) => new URL(`${name}.json`, folder);

/** Keeps the newest run of a benchmark. */
export function keepResult(name: string, run: Omit<Kept, "date" | "machine">): void {
  const kept = { date: new Date(now()).toISOString().slice(0, 10), machine: describeMachine(), ...run };
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(name), `${JSON.stringify(kept, null, 2)}\n`);
}

/** The newest run that was kept; undefined when there is none. */
export function readResult(name: string): Kept | undefined {
  if (!existsSync(fileOf(name))) return undefined;
  return keptSchema.parse(JSON.parse(readFileSync(fileOf(name), "utf8")));
}
