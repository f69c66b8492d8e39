import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { repositoryRoot } from "../repository.ts";

/** A process that runs beside the tests of this one. */
interface Beside {
  child: ChildProcessWithoutNullStreams;
  /** Raises when it has ended; never resolves. */
  isOver: Promise<never>;
}

/** Starts a file of the tests as a process that doesn't keep this one alive. Its standard input ends when this process does. */
export function spawnBeside(file: URL, ...args: string[]): Beside {
  const path = fileURLToPath(file);
  const config = `${repositoryRoot}/deno.json`;
  const child = spawn(process.execPath, ["run", "--quiet", "--allow-all", "--config", config, path, ...args]);
  const isOver = new Promise<never>((_, reject) =>
    child.on("close", (code) => reject(new Error(`${path} ended with ${code}`)))
  );
  isOver.catch(() => {});
  child.unref();
  return { child, isOver };
}

/** Starts such a file that says in its first line, as JSON, what it offers. `onEnd` is told when it has ended, which it does with this process. */
export async function startBeside<Offer>(file: URL, onEnd: () => void): Promise<Offer> {
  const { child, isOver } = spawnBeside(file);
  isOver.catch(onEnd);
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await Promise.race([lines.next(), isOver]);
  const offer: Offer = JSON.parse(String(value));
  return offer;
}
