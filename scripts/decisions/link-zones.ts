import { isMarkdown } from "../manifest/docs/doc-files.ts";
import { readTarget } from "../manifest/docs/link-target.ts";
import { labelKey, readMarkdown } from "../manifest/docs/markdown.ts";
import type { Mover } from "./mover.ts";

/** Words whose link says which record they mean. */
interface Zone {
  start: number;
  end: number;
  /** null: another file than any that moves. */
  mover: Mover | null;
}

/** The words of links and labels of a Markdown text that lead to a record, whichever; of other texts nothing. */
export function findZones(
  file: string,
  text: string,
  movers: readonly Mover[],
  isRecord: (path: string) => boolean,
): Zone[] {
  if (!isMarkdown(file)) return [];
  const { links, definitions, references } = readMarkdown(text);
  const leadsTo = (written: string): { mover: Mover | null } | null => {
    const target = readTarget(file, written);
    if (target === null || !isRecord(target.path)) return null;
    return { mover: movers.find(({ from }) => from === target.path) ?? null };
  };
  const labels = new Map(
    definitions.map(({ label, target }) => [
      labelKey(text.slice(label.start, label.end)),
      leadsTo(text.slice(target.start, target.end)),
    ]),
  );
  return [
    ...links.flatMap(({ text: words, target }) => {
      const found = leadsTo(text.slice(target.start, target.end));
      return found === null ? [] : [{ ...words, ...found }];
    }),
    ...definitions.flatMap(({ label }) => {
      const found = labels.get(labelKey(text.slice(label.start, label.end)));
      return found === undefined || found === null ? [] : [{ ...label, ...found }];
    }),
    ...references.flatMap(({ text: words, label }) => {
      const found = labels.get(labelKey(text.slice(label.start, label.end)));
      return found === undefined || found === null ? [] : [{ ...words, ...found }, { ...label, ...found }];
    }),
  ];
}
