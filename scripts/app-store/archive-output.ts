import { CommandError } from "../cli/command-error.ts";
import { withoutEscapes } from "../cli/escapes.ts";
import { exitCode } from "../cli/exit-code.ts";
import { parseBuild } from "../manifest/parse-build.ts";
import { isNamed, type StorePlatform } from "./platform.ts";

/** What the store made of an upload: a pair, because every marketing version counts its builds for itself. */
export interface ArchiveResult {
  /** The number that really landed; not always the one that was asked for. */
  build: number;
  /** The marketing version. */
  version: string;
}

const timestamp = /^\s*\[\d{2}:\d{2}:\d{2}\]:?\s*/;
const processed = /Successfully finished processing the build (\S+) - (\S+) for (\w+)/;

/**
 * Reads the store's word from the output of `fastlane` 2.237.0, coloured and with timestamps or not: the last line of its build
 * watcher for this platform counts. A file that only says that something was uploaded proves nothing. Raises `store_result_missing`,
 * and `build_dotted` for a number that is none of Slipway's; exit code 9, because something may have been uploaded.
 * Source: fastlane_core/lib/fastlane_core/build_watcher.rb.
 */
export function readArchiveOutput(lines: readonly string[], platform: StorePlatform = "IOS"): ArchiveResult {
  const found = lines
    .map((line) => processed.exec(withoutEscapes(line).replace(timestamp, "")))
    .findLast((match) => match !== null && isNamed(platform, match[3] ?? ""));
  const [, version = "", number = ""] = found ?? [];
  if (found === undefined || found === null) {
    throw new CommandError(
      "store_result_missing",
      "the archive command ended without the store's word: no line says that a build was processed",
      "Let fastlane wait (no skip_waiting_for_build_processing). If the upload is fine, run slipway ios confirm.",
      exitCode.partial,
    );
  }
  const build = parseBuild(number);
  if (build !== null) return { build, version };
  throw dottedBuild(`the store processed the build ${number} of ${version}`, number, exitCode.partial);
}

/** `build_dotted`: a number of the store that Slipway can't take. */
export function dottedBuild(what: string, number: string, exit: number): CommandError {
  return new CommandError(
    "build_dotted",
    `${what}, and a build is one whole number`,
    `Write ${
      wholePart(number) + 1
    } or more where the project keeps its build, and upload again: the store takes it for higher.`,
    exit,
  );
}

/** The first part of a dotted number, which decides when Apple compares it with a whole one. 0 when there is none. */
export function wholePart(number: string): number {
  return parseBuild(number.split(".")[0] ?? "") ?? 0;
}
