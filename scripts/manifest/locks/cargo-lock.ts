import { TextError } from "../mirrors/text-error.ts";
import type { Replacement } from "../mirrors/value-span.ts";
import { linesOf } from "../text-scan.ts";

/** A place of Cargo.lock with another version of a crate than it has. */
interface StaleVersion extends Replacement {
  line: number;
  name: string;
  value: string;
  version: string;
  /** The crate's own entry, and not what another one says of it. */
  isOwn: boolean;
}

interface Entry {
  line: number;
  name: string;
  version: string;
  start: number;
  end: number;
  hasSource: boolean;
}

/**
 * Every place to change so that Cargo.lock has these crates of the workspace at their versions: `version` of the `[[package]]` without
 * a `source`, and dependencies that name it with its version because another package has the same name. A crate without an entry
 * is nothing. Raises TextError.
 */
export function cargoLockVersions(
  text: string,
  crates: readonly { name: string; version: string }[],
): StaleVersion[] {
  const wanted = new Map(crates.map(({ name, version }) => [name, version]));
  const entries: Entry[] = [];
  const mentions: { line: number; start: number; said: string }[] = [];
  for (const { number: line, start, end } of linesOf(text)) {
    const first = text[start];
    if (first === "[") entries.push({ line, name: "", version: "", start: 0, end: 0, hasSource: false });
    else if (first === "<" && text.startsWith("<<<<<<<", start)) {
      throw new TextError("complete", start, "a merge is not resolved");
    } else if (first === " " || first === "\t") {
      const open = text.indexOf('"', start) + 1;
      const said = open > start && open < end ? text.slice(open, text.indexOf('"', open)) : "";
      if (wanted.has(said.slice(0, Math.max(0, said.indexOf(" "))))) {
        mentions.push({ line, start: open, said });
      }
    } else takeField(text, start, end, line, entries.at(-1));
  }
  return [...wanted].flatMap(([name, version]) => {
    const own = entries.filter((entry) => entry.name === name && !entry.hasSource);
    const [entry] = own;
    if (entry === undefined || own.some((one) => one.version === version)) return [];
    if (own.length > 1) {
      throw new TextError("clear", entry.start, `${own.length} crates without a source are called ${name}`);
    }
    const stale = { name, value: entry.version, version };
    const said = `${name} ${entry.version}`;
    return [
      { ...stale, isOwn: true, line: entry.line, start: entry.start, end: entry.end, text: version },
      ...mentions.filter((mention) => mention.said === said).map(({ line, start }) => ({
        ...{ ...stale, isOwn: false, line },
        ...{ start: start + name.length + 1, end: start + said.length, text: version },
      })),
    ];
  });
}

function takeField(text: string, start: number, end: number, line: number, entry: Entry | undefined): void {
  if (entry === undefined) return;
  const value = (name: string) => {
    const head = `${name} = "`;
    return text.startsWith(head, start) && text[end - 1] === '"' ? start + head.length : undefined;
  };
  const name = value("name");
  const version = value("version");
  if (name !== undefined) entry.name = text.slice(name, end - 1);
  else if (version !== undefined) {
    Object.assign(entry, { line, start: version, end: end - 1, version: text.slice(version, end - 1) });
  } else if (text.startsWith("source = ", start)) entry.hasSource = true;
}
