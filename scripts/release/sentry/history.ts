import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { actorName } from "../../control-plane/actor.ts";
import type { Session } from "../../ship/flow/session.ts";
import type { DatabaseSide } from "./place.ts";

/** Shows what was found so far, what is open first, each with its lesson. */
export async function showHistory({ control, output }: Session): Promise<void> {
  const { findings } = await control.releaseStatus();
  for (const finding of findings) output.print(describe(finding));
  if (findings.length === 0) output.note("Nothing was ever found.");
  output.json({ event: "history", findings });
}

/** Keeps what was learned from a finding. Raises `lesson_missing` (exit 2), `finding_unknown`. */
export async function keepLesson(
  { control, output }: Session,
  source: string,
  key: string | undefined,
  text: string | undefined,
): Promise<void> {
  if (key === undefined || text === undefined || text.trim() === "") {
    throw new CommandError(
      "lesson_missing",
      "a lesson needs the key of a finding, and words",
      'slipway sentry --lesson <key> "What was learned"; slipway sentry --history lists the keys.',
      exitCode.usage,
    );
  }
  const finding = await control.recordLesson({ source, key, lesson: text, actor: actorName() });
  output.print(describe(finding));
  output.json({ event: "lesson", ...finding });
}

function describe(finding: DatabaseSide["releases"]["findings"][number]): string {
  const { key, message, first_seen_at, healed_at, lesson } = finding;
  const until = healed_at === null ? "open" : `healed ${minute(healed_at)}`;
  const learned = lesson === null ? "" : `\n    lesson: ${lesson}`;
  return `${key}: since ${minute(first_seen_at)}, ${until}: ${message}${learned}`;
}

/** Of an ISO time, as far as a person reads it. */
function minute(at: string): string {
  return at.slice(0, 16).replace("T", " ");
}
