import { killPid, sleep, spawn } from "../runtime.ts";
import type { PlannedCommand } from "./planned-command.ts";

/** Milliseconds that a command has to end by itself once it was told to. */
const graceMs = 5000;
/** Milliseconds to wait for the rest of the output once the command has ended: what it left behind may hold the pipe. */
const restMs = 1000;

/**
 * A POSIX shell script that runs its arguments as a command, and tells its whole process group to end when its standard input
 * ends: nobody writes there, so that is the death of whoever started it, also by kill -9. Told to end itself, it waits for the
 * command, which may have to tidy up. Merged, both outputs come as standard output, in the order in which they were written.
 */
export function guardScript({ isMerged }: { isMerged: boolean }): string {
  return [
    "trap : TERM",
    "exec 3<&0 </dev/null",
    `"$@" 3<&- ${isMerged ? "2>&1 " : ""}&`,
    "command=$!",
    "{ while read -r _ <&3; do :; done; kill -TERM 0; } >/dev/null 2>&1 &",
    "guard=$!",
    "exec 3<&-",
    'wait "$command"; code=$?',
    'while kill -0 "$command" 2>/dev/null; do wait "$command"; code=$?; done',
    'kill "$guard" 2>/dev/null',
    'exit "$code"',
  ].join("\n");
}

/** Gets one line at a time, as it comes. */
type OnLine = (line: string, from: "stdout" | "stderr") => void;

/**
 * Runs a command in a process group of its own and resolves with its exit code. When `signal` aborts, the group is told to
 * end; what is left when the command has ended, at the latest after five seconds, is killed, and the signal's reason is raised.
 */
export async function runChild(
  command: PlannedCommand,
  signal: AbortSignal,
  onLine: OnLine,
  { isMerged = false }: { isMerged?: boolean } = {},
): Promise<number> {
  const found = typeof command.program === "string" ? command.program : await command.program();
  signal.throwIfAborted();
  const [program, args] = command.holdsInput
    ? [found, command.args]
    : ["sh", ["-c", guardScript({ isMerged }), "sh", found, ...command.args]];
  const child = spawn(program, args, {
    cwd: command.cwd,
    env: command.env,
    clearEnv: true,
    stdin: "piped",
    detached: true,
    keepLines: true,
  });
  const isOver = new AbortController();
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    killPid(-child.pid, "SIGTERM");
    await sleep(graceMs, isOver.signal);
    killPid(-child.pid, "SIGKILL");
  };
  const onAbort = () => void (stopping ??= stop());
  signal.addEventListener("abort", onAbort);
  try {
    const heard = Promise.all([
      listen(child.stdout, (line) => onLine(line, "stdout")),
      listen(child.stderr, (line) => onLine(line, "stderr")),
    ]);
    const code = await child.exited;
    await Promise.race([heard, sleep(restMs, AbortSignal.any([isOver.signal, signal]))]);
    return code;
  } finally {
    signal.removeEventListener("abort", onAbort);
    isOver.abort();
    await stopping;
    child.unref();
    signal.throwIfAborted();
  }
}

async function listen(lines: AsyncIterable<string>, onLine: (line: string) => void): Promise<void> {
  for await (const line of lines) {
    // A progress bar redraws its line; only what it shows last is worth a line here.
    const shown = line.split("\r").findLast((part) => part !== "");
    if (shown !== undefined) onLine(shown);
  }
}
