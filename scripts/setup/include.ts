import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { distinct } from "./find/candidate.ts";
import type { Found } from "./init.ts";
import { labelled } from "./settle.ts";

/** What was found, with components that were left out and are wanted after all. Raises `include_unknown`, exit code 2. */
export function including(found: Found, wanted: readonly string[]): Found {
  if (wanted.length === 0) return found;
  const clean = wanted.map((path) => path.replace(/^\.\//, "").replace(/(?<!\/)\/+$/, "") || ".");
  const taken = found.leftOut.filter(({ path, candidate }) =>
    candidate !== undefined && clean.includes(path)
  );
  const unknown = clean.filter((path) => !taken.some((one) => one.path === path));
  if (unknown.length > 0) {
    throw new CommandError(
      "include_unknown",
      `nothing was left out at ${unknown.join(", ")}`,
      "slipway init --dry-run lists what was left out.",
      exitCode.usage,
    );
  }
  const added = clean.flatMap((path) => taken.find((one) => one.path === path)?.candidate ?? []);
  return {
    ...found,
    candidates: labelled(distinct([...added, ...found.candidates])),
    leftOut: found.leftOut.filter((one) => !clean.includes(one.path)),
  };
}
