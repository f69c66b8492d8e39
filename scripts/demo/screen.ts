import type { ProbeResult } from "./observe.ts";

/** What the demo prints, line by line. */
export interface Screen {
  title(): void;
  /** A preparation that is done. */
  ready(what: string, detail: string): void;
  statement(sql: string): void;
  /** Something that happened, so many milliseconds after the statement, and whether it is what was promised. */
  event(ms: number | null, isFine: boolean, what: string, detail: string): void;
  probed(result: ProbeResult): void;
  /** Whether everything that was promised held. */
  verdict(problems: string[]): void;
  /** How to see it again. */
  again(lines: string[]): void;
}

/** Bold, dim, green and red, or plain text when `isColored` is false. */
function palette(isColored: boolean) {
  const style = (code: number) => (text: string) => isColored ? `\x1b[${code}m${text}\x1b[0m` : text;
  return { bold: style(1), dim: style(2), green: style(32), red: style(31), cyan: style(36) };
}

/** A screen on a stream of lines. */
export function makeScreen(print: (line: string) => void, isColored: boolean): Screen {
  const color = palette(isColored);
  const mark = (isFine: boolean) => isFine ? color.green("✔") : color.red("✘");
  const event = (ms: number | null, isFine: boolean, what: string, detail: string) => {
    const time = ms === null ? "" : `+${ms < 100 ? ms.toFixed(1) : Math.round(ms)} ms`;
    print(`  ${mark(isFine)} ${color.dim(time.padStart(10))}  ${what.padEnd(10)} ${detail}`);
  };
  return {
    title: () => print(`\n${color.bold("Slipway")}: one row changes, and every app knows\n`),
    ready: (what, detail) => print(`  ${mark(true)} ${what.padEnd(34)} ${color.dim(detail)}`),
    statement: (sql) => print(`\n  ${color.cyan(sql)}\n`),
    event,
    probed: (result) => {
      if ("apns" in result) {
        const { sent, total, ms } = result.apns;
        const devices = (count: number) => count.toLocaleString("en-US");
        event(ms, sent === total, "APNs", `${devices(sent)} of ${devices(total)} devices were told`);
      } else if ("telegram" in result) {
        const { sent, ms, text } = result.telegram;
        event(ms, sent, "Telegram", sent ? "the chat got the table:" : "no message");
        if (text !== "") print(`\n${text.split("\n").map((line) => `      ${line}`).join("\n")}\n`);
      } else if ("manifestBuild" in result) {
        event(null, result.manifestBuild >= 0, "/version", `answers build ${result.manifestBuild}`);
      } else if ("redirect" in result) {
        event(null, result.redirect.startsWith("http"), "ios host", `302 → ${result.redirect}`);
      } else {
        const { entries, problem } = result.audit;
        event(null, problem === null, "audit", problem ?? `${entries} entries, the chain holds`);
      }
    },
    verdict: (problems) => {
      print("");
      for (const problem of problems) print(`  ${mark(false)} ${problem}`);
      if (problems.length === 0) print(`  ${color.green("Every promise held.")}`);
    },
    again: (lines) => print(`\n${lines.map((line) => `  ${line}`).join("\n")}\n`),
  };
}
