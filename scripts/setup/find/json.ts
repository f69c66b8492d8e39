import { endOfQuoted, skipSpaceAndComments } from "../../manifest/text-scan.ts";

/** A JSON text, with a BOM or not; undefined when it can't be read. */
export function readJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** The same for JSON with comments and commas at the end, as tools' settings have it. */
export function readLooseJson(text: string | undefined): unknown {
  return readJson(text === undefined ? undefined : strict(text));
}

function strict(text: string): string {
  const parts: string[] = [];
  const mark = /["/,]/g;
  let at = 0;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const { index } = found;
    const end = found[0] === '"'
      ? endOfQuoted(text, index)
      : skipSpaceAndComments(text, index + (found[0] === "," ? 1 : 0));
    // what never closes is no JSON, loose or not
    if (end === -1) return text;
    if (found[0] === '"') mark.lastIndex = end;
    else if (found[0] === "," && !/[}\]]/.test(text[end] ?? "")) continue;
    else if (end > index) {
      parts.push(text.slice(at, index));
      at = mark.lastIndex = end;
    }
  }
  return parts.join("") + text.slice(at);
}
