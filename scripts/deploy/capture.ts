import type { PlannedCommand } from "./planned-command.ts";
import { runChild } from "./run-child.ts";

/** What a command said that ran unseen. */
interface Captured {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command without showing its output; an abort ends it and raises the signal's reason. */
export async function capture(command: PlannedCommand, signal: AbortSignal): Promise<Captured> {
  const said: { stdout: string[]; stderr: string[] } = { stdout: [], stderr: [] };
  const code = await runChild(command, signal, (line, from) => said[from].push(line));
  return { code, stdout: said.stdout.join("\n"), stderr: said.stderr.join("\n") };
}
