import process from "node:process";
import { env } from "../runtime.ts";
import { safeJson, safeText } from "./safe-text.ts";
import { isAtTerminal } from "./terminal.ts";

/** Where a command writes: results on stdout, progress on stderr. Every text is masked: see `mask.ts`. */
export interface Output {
  isJson: boolean;
  /** stdin and stderr are a terminal, no CI job has it, and --json is not given: prompts, spinners and live lines are fine. */
  isInteractive: boolean;
  /** A result for people, on stdout, behind a mark where it has one; nothing with --json. */
  print(text: string, mark?: Mark): void;
  /** A result for machines, one line on stdout; nothing without --json. A command may write several (NDJSON). */
  json(value: unknown): void;
  /** Progress for people, one line on stderr; nothing with --json. */
  note(text: string): void;
  /** Something that does not stop the command, on stderr, also with --json. */
  warn(code: string, message: string): void;
}

/** A sign before a line, in a colour (SGR, as 32 for green) where stdout is a terminal and NO_COLOR is not set. */
interface Mark {
  sign: string;
  color: number;
}

/** The output of this process. */
export function createOutput({ json = false }: { json?: boolean }, mask: (text: string) => string): Output {
  const isInteractive = !json && isAtTerminal(process.stdin) && isAtTerminal(process.stderr);
  const isColored = !env("NO_COLOR") && process.stdout.isTTY === true;
  // others' words are in the text, and no colour of theirs is shown: ours stand outside of it
  const write = (stream: NodeJS.WriteStream, text: string, before = "") =>
    void stream.write(before + safeText(mask(text.endsWith("\n") ? text : `${text}\n`)));
  const shown = ({ sign, color }: Mark) => `${isColored ? `\x1b[${color}m${sign}\x1b[39m` : sign} `;
  return {
    isJson: json,
    isInteractive,
    print: (text, mark) => json || write(process.stdout, text, mark === undefined ? "" : shown(mark)),
    json: (value) => json && write(process.stdout, safeJson(JSON.stringify(value))),
    note: (text) => json || write(process.stderr, text),
    warn: (code, message) => write(process.stderr, `warning: ${code}: ${message}`),
  };
}
