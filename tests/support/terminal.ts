// A command at a pseudo-terminal, as a person has it: util-linux `script` makes one.

import { execFileSync, spawn } from "node:child_process";
import { onTestFinished } from "vitest";
import { sleep } from "../../scripts/runtime.ts";

/** Whether this machine can make one; the `script` of BSD and macOS takes other arguments. */
export const hasTerminal: boolean = (() => {
  try {
    return execFileSync("script", ["--version"], { encoding: "utf8" }).includes("util-linux");
  } catch {
    return false;
  }
})();

if (!hasTerminal) console.warn("skipped: what needs a pseudo-terminal (`script` of util-linux is missing)");

export const keys = { enter: "\r", up: "\x1b[A", down: "\x1b[B", space: " ", interrupt: "\x03" };

interface Terminal {
  /** Everything that was shown so far, without colours and cursor movements. */
  shown(): string;
  /** The same with colours and cursor movements, byte for byte. */
  raw(): string;
  /** Resolves when the text is shown, after what earlier calls waited for; raises with what was shown when it does not come. */
  until(text: string): Promise<void>;
  type(text: string): void;
  /** The exit code. */
  ended: Promise<number>;
}

/** Starts a command, given as one line for `sh`; it ends with the test. The environment is exactly the given one. */
export function openTerminal(
  command: string,
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Terminal {
  // A terminal that is no columns wide shows nothing.
  const line = `stty cols 120 rows 50 && ${command}`;
  const child = spawn("script", ["--quiet", "--return", "--flush", "--command", line, "/dev/null"], {
    cwd,
    env: { TERM: "xterm", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  // The terminal goes away with it, and whoever still sits there is hung up on.
  onTestFinished(() => void child.kill("SIGKILL"));
  let raw = "";
  let seen = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => raw += text);
  child.stdin.on("error", () => {});
  let isGone = false;
  const ended = new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      isGone = true;
      resolve(code ?? 128);
    });
  });
  const shown = () => plain(raw);
  return {
    shown,
    raw: () => raw,
    ended,
    type: (text) => void child.stdin.write(text),
    async until(text) {
      const deadline = performance.now() + 20_000;
      for (;;) {
        const at = shown().indexOf(text, seen);
        if (at !== -1) {
          seen = at + text.length;
          return;
        }
        if (isGone || performance.now() > deadline) throw new Error(`"${text}" was not shown:\n${shown()}`);
        await sleep(5);
      }
    },
  };
}

function plain(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\r/g, "");
}
