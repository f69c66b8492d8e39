import { CommandError, type Finding } from "../cli/command-error.ts";
import { withoutEscapes } from "../cli/escapes.ts";
import type { KnownError, Sign } from "./known-error.ts";
import { knownTools } from "./table.ts";

/** What is looked through: an error is near the end, and a build may have said a lot before. */
const last = { lines: 2000, characters: 1_000_000 };
/** Who reads more than this has no idea where to begin. */
const most = 3;

/**
 * What the end of a tool's output is known to mean, and what to type: at most three findings, those that say most first, the later one of
 * two that say as much. A general one says nothing of a line that another one explains. Nothing of the output is repeated in them. Takes one pass over the last lines for every sign.
 */
export function explain(lines: readonly string[]): Finding[] {
  const end = lastOf(lines);
  const seen = knownTools.flatMap(({ errors }) => errors).flatMap((error) => {
    const at = end.findLastIndex((line) => error.signs.some((sign) => shows(line, sign)));
    return at === -1 ? [] : [{ error, at }];
  });
  const lead = new Set(seen.filter(({ error }) => !error.isGeneral).map(({ at }) => at));
  const covered = new Set(seen.flatMap(({ error }) => error.covers ?? []));
  return seen
    .filter(({ error, at }) => !covered.has(error.code) && (!error.isGeneral || !lead.has(at)))
    .sort((a, b) => Number(a.error.isGeneral ?? false) - Number(b.error.isGeneral ?? false) || b.at - a.at)
    .slice(0, most)
    .map(({ error }) => findingOf(error));
}

/** The same failure, with what the output is known to mean among its findings; itself when nothing is known. */
export function withKnownErrors(error: CommandError, lines: readonly string[]): CommandError {
  const known = explain(lines);
  if (known.length === 0) return error;
  const { code, message, hint, exitCode, findings } = error;
  return new CommandError(code, message, hint, exitCode, [...findings, ...known]);
}

function findingOf({ code, means, fix }: KnownError): Finding {
  return { code, message: means, hint: fix };
}

/** The last lines without colours, however they end; of a longer one than everything, its end. */
function lastOf(lines: readonly string[]): string[] {
  const end: string[] = [];
  let left = last.characters;
  for (let at = lines.length - 1; at >= 0 && end.length < last.lines && left > 0; at--) {
    const line = (lines[at] ?? "").slice(-left);
    left -= line.length + 1;
    end.push(withoutEscapes(line));
  }
  return end.reverse();
}

/** The first place where each text follows the one before is enough: if it leaves no room for the next, no later one does. */
function shows(line: string, sign: Sign): boolean {
  if (typeof sign === "string") return line.includes(sign);
  let from = 0;
  return sign.every((text) => {
    const at = line.indexOf(text, from);
    from = at + text.length;
    return at !== -1;
  });
}
