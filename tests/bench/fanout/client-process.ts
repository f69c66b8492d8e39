import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";

/** A process that is told what to do by lines on its input and says how far it is by lines on its output. */
export class ClientProcess {
  readonly pid: number;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #exited: Promise<void>;
  #stderr = "";

  constructor(command: string, args: string[], environment: Record<string, string>) {
    this.#child = spawn(command, args, { env: { ...process.env, ...environment } });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#child.stderr.on("data", (text) => this.#stderr = (this.#stderr + text).slice(-2000));
    this.#exited = new Promise((resolve) => {
      this.#child.on("close", () => resolve());
      this.#child.on("error", (error) => {
        this.#stderr += error.message;
        resolve();
      });
    });
    this.pid = this.#child.pid ?? 0;
  }

  /** Resolves when the process says `word`; raises with the end of its standard error when it ends before. */
  async says(word: string): Promise<void> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`The client ended before it was ${word}. ${this.#stderr}`);
      if (value === word) return;
    }
  }

  tell(word: string): void {
    this.#child.stdin.write(`${word}\n`);
  }

  /** Closes its input, upon which it ends. */
  async stop(): Promise<void> {
    this.#child.stdin.end();
    const timeout = setTimeout(() => this.#child.kill("SIGKILL"), 5000);
    await this.#exited;
    clearTimeout(timeout);
  }
}
