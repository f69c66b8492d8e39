import type { FindingReport } from "../../contract/deliveries.ts";
import { bold, type Line, packLines, plain } from "./lines.ts";

/** What a person still reads on a phone; the rest is counted, and in `slipway sentry`. */
const mostShown = 20;
/** Of one finding's message. */
const mostUnits = 300;

/** The message that something is broken, or whole again: what broke first, each with where it is tracked. News are sentences of their own. */
export function renderFindings({ source, opened, healed, news }: FindingReport): string[] {
  return packLines([
    ...news.length > 0 ? [bold(source), ...news.map((sentence) => plain(shorten(sentence)))] : [],
    ...list(`${source}: broken`, opened),
    ...opened.length > 0 && healed.length > 0 ? [plain("")] : [],
    ...list(`${source}: whole again`, healed),
  ]);
}

function list(title: string, findings: FindingReport["opened"]): Line[] {
  if (findings.length === 0) return [];
  const rest = findings.length - mostShown;
  return [
    bold(title),
    ...findings.slice(0, mostShown).map(({ key, message, issue_url: issue }) =>
      plain(`${key}: ${shorten(message)}${issue === null ? "" : ` ${issue}`}`)
    ),
    ...rest > 0 ? [plain(`… and ${rest} more`)] : [],
  ];
}

/** By whole characters: half of a surrogate pair would be no valid text. */
function shorten(message: string): string {
  const characters = [...message.replaceAll(/\s+/g, " ").trim()];
  return characters.length <= mostUnits
    ? characters.join("")
    : `${characters.slice(0, mostUnits - 1).join("")}…`;
}
