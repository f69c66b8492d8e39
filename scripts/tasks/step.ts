import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { elapsed, spawn } from "../runtime.ts";

/** The folder of package.json. */
export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The Deno that runs everything here, and the one whose APIs the hosted edge runtime has. */
export const denoBinary = join(repositoryRoot, "bin/deno");
export const deno21Binary = join(repositoryRoot, "node_modules/deno-2.1/deno");

/** TypeScript that people edit, and that Deno runs. */
export const programPaths = [
  "scripts",
  "functions",
  "tests",
  "vitest.config.ts",
  "vitest.faults.config.ts",
  "vitest.long.config.ts",
];

/** The same, with what runs in pages. */
export const sourcePaths = ["clients/ts", ...programPaths];

/** What `step` found. */
export interface StepResult {
  name: string;
  ok: boolean;
}

/** Runs a command with its output shown, and says how it went and how long it took. */
export async function step(name: string, command: string, args: string[]): Promise<StepResult> {
  const start = elapsed();
  const child = spawn(command, args, { cwd: repositoryRoot, stdout: "inherit", stderr: "inherit" });
  const ok = await child.exited === 0;
  console.log(`${ok ? "ok  " : "FAIL"} ${name} (${((elapsed() - start) / 1000).toFixed(1)} s)`);
  return { name, ok };
}
