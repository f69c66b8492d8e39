import process from "node:process";
import { x } from "tinyexec";
import { CommandError } from "../cli/command-error.ts";
import { mask } from "../cli/mask.ts";
import { ownNoProxy } from "../cli/proxies.ts";
import { isAtTerminal } from "../cli/terminal.ts";
import { jobCredential } from "./job-credential.ts";
import { killPid } from "../runtime.ts";
import { refusePlanted } from "./planted.ts";

/** How a git process ended, and what it wrote. */
export interface GitAnswer {
  code: number;
  stdout: string;
  stderr: string;
}

interface GitOptions {
  /** Given on standard input. */
  input?: string;
  /** Bytes come back, one character each (latin1): an object is not always text. */
  isBinary?: boolean;
  /** Exit codes that are answers; every other raises. Only 0 by default. */
  answers?: readonly number[];
  /** More variables for this one process. */
  env?: Readonly<Record<string, string>>;
  /** Ends the process and what it started, for what waits for a network; its reason is raised. */
  signal?: AbortSignal;
}

/** The system's git in one work tree. */
export interface Git {
  /** The top of the work tree. */
  root: string;
  /**
   * Runs git. Raises `git_failed` with what it wrote and what that is known to mean, `git_missing` without one, `repository_planted` (exit 5)
   * in a folder that a branch made a repository.
   */
  run(args: readonly string[], options?: GitOptions): Promise<GitAnswer>;
  /** Starts git with an open input; `hear` gets each piece of its output. */
  converse(args: readonly string[], hear: (piece: Uint8Array) => void): Conversation;
}

/** A git that answers on its output what it is asked on its input. */
interface Conversation {
  ask(text: string): void;
  /** Nothing more is asked. */
  end(): void;
  /** Raises as `run` does. */
  ended: Promise<void>;
}

interface StartOptions {
  stdin: "ignore" | "pipe";
  input?: string;
  env?: Readonly<Record<string, string>>;
  detached?: boolean;
}

/** What a person may have configured and what would change the outcome. Identity, signing, credentials and hooks stay theirs. */
const settings = [
  "core.quotePath=false",
  "core.editor=true",
  "color.ui=false",
  "gc.auto=0",
  "maintenance.auto=false",
  "submodule.recurse=false",
  "fetch.recurseSubmodules=false",
  "fetch.prune=false",
  "rebase.autoStash=false",
  "rebase.autoSquash=false",
  "rebase.updateRefs=false",
  "rebase.rebaseMerges=false",
  "rerere.enabled=false",
  "merge.autoStash=false",
  "push.followTags=false",
  "commit.status=false",
  "log.showSignature=false",
  "safe.bareRepository=explicit",
];

/** For a push, "submodule.recurse" would also be the answer to what a person has said in push.recurseSubmodules. */
function settingsFor(args: readonly string[]): string[] {
  const fitting = args[0] === "push" ? settings.filter((line) => !line.startsWith("submodule.")) : settings;
  return fitting.flatMap((setting) => ["-c", setting]);
}

/** Set inside a git hook; they would lead git to another repository or index. */
const foreign = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_COMMON_DIR",
  "GIT_NAMESPACE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_LITERAL_PATHSPECS",
  "GIT_GLOB_PATHSPECS",
  "GIT_ICASE_PATHSPECS",
  "GIT_EXTERNAL_DIFF",
  "GIT_DIFF_OPTS",
];

/** Opens the work tree at `root`; starts nothing yet. */
export function openGit(root: string): Git {
  const env: Record<string, string | undefined> = {
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    ...ownNoProxy,
    // only looks must not take a lock that a person's own git waits for
    GIT_OPTIONAL_LOCKS: "0",
    GIT_PAGER: "cat",
    ...isAtTerminal(process.stdin) ? {} : { GIT_TERMINAL_PROMPT: process.env.GIT_TERMINAL_PROMPT ?? "0" },
  };
  const start = (args: readonly string[], { stdin, input, env: more, detached = false }: StartOptions) => {
    refusePlanted(root);
    const child = x("git", [...settingsFor(args), ...args], {
      nodePath: false,
      stdin: input,
      nodeOptions: {
        cwd: root,
        env: { ...env, ...jobCredential(args[0]), ...more },
        stdio: [stdin, "pipe", "pipe"],
        detached,
      },
    });
    child.process?.stderr?.setEncoding("utf8");
    // a git that ends early closes its input; its exit code says why
    child.process?.stdin?.on("error", () => {});
    return child;
  };
  return {
    root,
    async run(args, { input, isBinary = false, answers = [0], env: more, signal } = {}) {
      signal?.throwIfAborted();
      const child = start(args, {
        stdin: input === undefined ? "ignore" : "pipe",
        input,
        env: more,
        // a group of its own can be ended as a whole, but ssh could ask nobody for a passphrase there
        detached: signal !== undefined && !isAtTerminal(process.stdin),
      });
      // else a character that two reads share would be lost
      child.process?.stdout?.setEncoding(isBinary ? "latin1" : "utf8");
      const onAbort = () => end(child);
      signal?.addEventListener("abort", onAbort);
      const answer = await ended(child, root).finally(() => signal?.removeEventListener("abort", onAbort));
      signal?.throwIfAborted();
      if (answers.includes(answer.code)) return answer;
      throw await explained(failure(args, answer), answer);
    },
    converse(args, hear) {
      const child = start(args, { stdin: "pipe" }).process;
      if (child === undefined) throw new Error("git was not started");
      let stderr = "";
      child.stdout?.on("data", hear);
      child.stderr?.on("data", (text) => stderr += text);
      const closed = new Promise<number | null>((resolve, reject) => {
        child.once("close", resolve).once("error", (error) => reject(notStarted(error, root)));
      });
      return {
        ask: (text) => void child.stdin?.write(text),
        end: () => void child.stdin?.end(),
        ended: closed.then(async (code) => {
          const answer = { code: code ?? 128, stdout: "", stderr };
          if (answer.code !== 0) throw await explained(failure(args, answer), answer);
        }),
      };
    },
  };
}

/** Tells git and its transport to end, and hears no more of them: an ssh that stays would hold the output open. */
function end({ process: child }: ReturnType<typeof x>): void {
  if (child?.pid === undefined) return;
  if (!killPid(-child.pid, "SIGTERM")) child.kill("SIGTERM");
  child.stdout?.destroy();
  child.stderr?.destroy();
}

async function ended(child: ReturnType<typeof x>, root: string): Promise<GitAnswer> {
  try {
    const { stdout, stderr, exitCode } = await child;
    return { code: exitCode ?? 128, stdout, stderr };
  } catch (error) {
    throw notStarted(error, root);
  }
}

function notStarted(error: unknown, root: string): unknown {
  if (!(error instanceof Error) || Reflect.get(error, "code") !== "ENOENT") return error;
  return new CommandError("git_missing", `git could not be started in ${root}`, "Install git 2.31 or later.");
}

/** The failure of a git process, with the end of what it wrote. */
export function failure(args: readonly string[], { code, stdout, stderr }: GitAnswer): CommandError {
  const wrote = mask.apply((stderr.trim() || stdout.trim()).split("\n").slice(-12).join("\n"));
  const command = args.find((word, at) => !word.startsWith("-") && args[at - 1] !== "-c") ?? "";
  return new CommandError(
    "git_failed",
    `git ${command} ended with ${code}${wrote === "" ? "" : `:\n${wrote}`}`,
    "Fix what git names, then try again.",
  );
}

/** The same failure, with what git's output is known to mean among its findings. */
export async function explained(
  error: CommandError,
  { stdout, stderr }: Pick<GitAnswer, "stdout" | "stderr">,
): Promise<CommandError> {
  const { withKnownErrors } = await import("../known-errors/explain.ts");
  return withKnownErrors(error, `${stdout}\n${stderr}`.split("\n"));
}

/** A git command as a person would type it. */
export function shown(args: readonly string[]): string {
  const quote = (word: string) =>
    /^[\w@%+=:,./~^-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
  return ["git", ...args].map(quote).join(" ");
}

/** The fields of an output that ends each with NUL. */
export function fields(output: string): string[] {
  return output.split("\0").slice(0, -1);
}
