import { spawn } from "node:child_process";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env } from "../../../scripts/runtime.ts";
import type { Outcome } from "../command/messages.ts";
import { runWarm } from "../command/client.ts";
import { slipwayCommand } from "../repository.ts";

export interface RunOptions {
  env?: Record<string, string>;
  /** Given on standard input, which then ends; nothing by default. */
  input?: string;
  cwd?: string;
}

/**
 * The environment of everything that a test starts: nothing of the person's own configuration, git included. `home` is
 * where the command looks for credentials.
 */
export function plainEnvironment(home: string): Record<string, string> {
  return {
    PATH: plainPath(),
    HOME: home,
    TMPDIR: tmpdir(),
    XDG_CONFIG_HOME: join(home, ".config"),
    // what is compiled once stays compiled
    DENO_DIR: env("DENO_DIR") ?? join(env("XDG_CACHE_HOME") ?? join(homedir(), ".cache"), "deno"),
    LANG: "C.UTF-8",
    TZ: "UTC",
    // the files of most tests are in memory, below /dev
    SLIPWAY_UNBOUNDED: "1",
    GIT_CONFIG_GLOBAL: join(home, ".gitconfig"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.test",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.test",
  };
}

/** Runs a program to its end. The environment is exactly the given one. */
export function runProgram(
  program: string,
  args: string[],
  { cwd, env, input = "" }: { cwd: string; env: Record<string, string>; input?: string },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
    const out: Uint8Array[] = [];
    const err: Uint8Array[] = [];
    child.stdout.on("data", (chunk: Uint8Array) => out.push(chunk));
    child.stderr.on("data", (chunk: Uint8Array) => err.push(chunk));
    // a command that reads no input may have closed it
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("error", reject);
    child.on(
      "close",
      (code, signal) =>
        resolve({ code: code ?? (signal === null ? -1 : 128), stdout: text(out), stderr: text(err) }),
    );
  });
}

/** Runs the command in `root`: in the warm process when it is free, else in one of its own. */
export async function runSlipway(
  root: string,
  home: string,
  args: string[],
  options: RunOptions,
): Promise<Outcome> {
  const at = {
    cwd: options.cwd ?? root,
    env: { ...plainEnvironment(home), ...options.env },
    input: options.input ?? "",
  };
  return await runWarm({ words: args, ...at }) ?? await runProgram(slipwayCommand, args, at);
}

function text(chunks: Uint8Array[]): string {
  return Buffer.concat(chunks).toString("utf8");
}

/** Without what npm adds: a command of this checkout is not one that is installed. */
function plainPath(): string {
  const path = env("PATH") ?? `/usr/local/bin${delimiter}/usr/bin${delimiter}/bin`;
  return path.split(delimiter).filter((folder) => !folder.endsWith("node_modules/.bin")).join(delimiter);
}
