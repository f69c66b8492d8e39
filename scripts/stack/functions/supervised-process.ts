// The functions process: started, watched, and started again when it ends.

import { extname } from "node:path";
import { execPath } from "node:process";
import type { z } from "zod";
import { denoSettings, packageRoot } from "../../package.ts";
import { type ChildProcess, env as readEnv, sleep, spawn } from "../../runtime.ts";
import { StackError } from "../errors.ts";
import { readyLine } from "./protocol.ts";

/** What a process that serves has said of itself. */
type Places = z.infer<typeof readyLine>;

/** What the process is started with. */
export interface ProcessOptions {
  /** The environment that functions see: exactly these variables. */
  env: Record<string, string>;
  /** The absolute path of the folder that holds one folder per function. */
  dir: string;
  /** `2.1` runs them on the hosted runtime's Deno. */
  deno?: string;
  /** Gets every line that the process writes. */
  log?: (line: string) => void;
}

/** TypeScript in a checkout, JavaScript in the npm package. */
const host = `${import.meta.dirname}/host${extname(import.meta.url)}`;

/** Milliseconds before a process that ended is started again. One that could not even start waits longer. */
const respawnDelay = { served: 100, failed: 1000 };

/** Milliseconds between SIGTERM and SIGKILL; the process gives background tasks half of it. */
const graceMs = 2000;

/** Keeps one functions process running until `stop`. */
export class SupervisedProcess {
  /** Undefined while no process serves. */
  places: Places | undefined;
  /** How often a process was started. */
  starts = 0;
  readonly #options: ProcessOptions;
  readonly #stopping = new AbortController();
  readonly #supervisor: Promise<void>;
  #child: ChildProcess | undefined;
  #booted = Promise.withResolvers<void>();
  #respawn = true;
  #wake = () => {};

  constructor(options: ProcessOptions) {
    this.#options = options;
    this.#supervisor = this.#supervise();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when every function serves; raises `functions_not_started` when the process ends before. */
  get ready(): Promise<void> {
    return this.#booted.promise;
  }

  /** Whether a process that ended is started again. */
  set respawn(respawn: boolean) {
    this.#respawn = respawn;
    this.#wake();
  }

  /** SIGKILL. Resolves when the process is gone. */
  async kill9(): Promise<void> {
    this.places = undefined;
    this.#child?.kill("SIGKILL");
    await this.#child?.exited;
  }

  /** SIGTERM, which tells the functions; SIGKILL when that does not help. Resolves when the process is gone. */
  async end(): Promise<void> {
    const child = this.#child;
    this.places = undefined;
    child?.kill("SIGTERM");
    const gone = new AbortController();
    child?.exited.then(() => gone.abort());
    if (child) await sleep(graceMs, gone.signal);
    child?.kill("SIGKILL");
    await child?.exited;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.end();
    await this.#supervisor;
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const starting = this.#booted;
      let delay = respawnDelay.failed;
      starting.promise.then(() => delay = respawnDelay.served, () => {});
      const code = await this.#launch().exited;
      this.#child = this.places = undefined;
      this.#booted = Promise.withResolvers();
      const message = `The functions process ended with code ${code}.`;
      starting.reject(new StackError("functions_not_started", message, "Read what it wrote to its log."));
      await sleep(delay, signal);
      while (!this.#respawn && !signal.aborted) await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  #launch(): ChildProcess {
    const { env, dir, deno, log = () => {} } = this.#options;
    // A checkout has the hosted runtime's Deno beside its own.
    const program = deno === "2.1" ? `${packageRoot}/node_modules/deno-2.1/deno` : execPath;
    const child = spawn(
      program,
      ["run", "--quiet", "--no-check", "-A", ...denoSettings, host, dir],
      // Detached: a Ctrl-C at the terminal does not reach it. Its input closes when this process dies, and it ends.
      { env: processEnvironment(env), clearEnv: true, stdin: "piped", detached: true },
    );
    this.#child = child;
    this.starts++;
    const read = async (lines: AsyncIterable<string>) => {
      for await (const line of lines) {
        const ready = line.startsWith('{"ready"') ? readyLine.parse(JSON.parse(line)) : undefined;
        if (!ready) log(line);
        else if (this.#child === child) {
          this.places = ready;
          this.#booted.resolve();
        }
      }
    };
    read(child.stdout);
    read(child.stderr);
    return child;
  }
}

/** What the process itself needs to find Deno's cache is taken out of the functions' sight by the process. */
function processEnvironment(env: Record<string, string>): Record<string, string> {
  const cache = ["HOME", "DENO_DIR", "XDG_CACHE_HOME"].flatMap((name) => {
    const value = readEnv(name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(cache),
    ...env,
    SLIPWAY_FUNCTIONS_ENV: Object.keys(env).join(","),
    DENO_NO_UPDATE_CHECK: "1",
  };
}
