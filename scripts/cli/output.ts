import process from "node:process";
import { env } from "../runtime.ts";
import { safeJson, safeText } from "./safe-text.ts";
import { isAtTerminal } from "./terminal.ts";

/** Where a command writes: results on stdout, progress on stderr. Every text is masked: see `mask.ts`. */
export interface Output {
  isJson: boolean;
  /** stdin and stderr are a terminal, no CI job has it, and --json is not given: prompts, spinners and live lines are fine. */
  isInteractive: boolean;
  /** NO_COLOR is not set and stdout is a terminal. */
  isColored: boolean;
  /** A result for people, on stdout; nothing with --json. */
  print(text: string): void;
  /** A result for machines, one line on stdout; nothing without --json. A command may write several (NDJSON). */
  json(value: unknown): void;
  /** Progress for people, one line on stderr; nothing with --json. */
  note(text: string): void;
  /** Something that does not stop the command, on stderr, also with --json. */
  warn(code: string, message: string): void;
}

/** The output of this process. */
export function createOutput({ json = false }: { json?: boolean }, mask: (text: string) => string): Output {
  const isInteractive = !json && isAtTerminal(process.stdin) && isAtTerminal(process.stderr);
  const write = (stream: NodeJS.WriteStream, text: string) =>
    void stream.write(safeText(mask(text.endsWith("\n") ? text : `${text}\n`)));
  return {
    isJson: json,
    isInteractive,
    isColored: !env("NO_COLOR") && process.stdout.isTTY === true,
    print: (text) => json || write(process.stdout, text),
    json: (value) => json && write(process.stdout, safeJson(JSON.stringify(value))),
    note: (text) => json || write(process.stderr, text),
    warn: (code, message) => write(process.stderr, `warning: ${code}: ${message}`),
  };
}
