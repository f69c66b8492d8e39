import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";

/** What the store made of an upload. */
export interface ArchiveResult {
  /** The number that really landed; not always the one that was asked for. */
  build: number;
  /** The marketing version. */
  version: string;
}

// deno-lint-ignore no-control-regex
const ansi = /\x1b\[[0-9;?]*[A-Za-z]/g;
const timestamp = /^\s*\[\d{2}:\d{2}:\d{2}\]:?\s*/;
const processed = /Successfully finished processing the build (\S+) - (\S+) for (\w+)/;

/**
 * Reads the store's word from the output of `fastlane` 2.237.0, coloured and with timestamps or not: the last line of its build
 * watcher for iOS counts. A file that only says that something was uploaded proves nothing. Raises `store_result_missing`, and
 * `store_result_dotted` for a number that is none of Slipway's; exit code 9, because something may have been uploaded.
 * Source: fastlane_core/lib/fastlane_core/build_watcher.rb.
 */
export function readArchiveOutput(lines: readonly string[]): ArchiveResult {
  const found = lines
    .map((line) => processed.exec(line.replace(ansi, "").replace(timestamp, "")))
    .findLast((match) => match?.[3]?.toUpperCase() === "IOS");
  const [, version = "", build = ""] = found ?? [];
  if (found === undefined || found === null) {
    throw new CommandError(
      "store_result_missing",
      "the archive command ended without the store's word: no line says that a build was processed",
      "Let fastlane wait (no skip_waiting_for_build_processing). If the upload is fine, run slipway ios confirm.",
      exitCode.partial,
    );
  }
  if (/^\d+$/.test(build)) return { build: Number(build), version };
  throw new CommandError(
    "store_result_dotted",
    `the store processed the build ${build}, which is no whole number`,
    "Set CURRENT_PROJECT_VERSION to a whole number and upload again.",
    exitCode.partial,
  );
}
