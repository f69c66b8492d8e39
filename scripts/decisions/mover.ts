import { type RecordName, renamed } from "../manifest/docs/record-names.ts";
import { slugOf } from "../manifest/docs/slug.ts";
import { findTitle, titleEdits } from "./title.ts";

/** Which bare mentions of its old number mean a record: all, where nobody else has the number; those that this branch added; or its own. */
export type Bare = "all" | "added" | "own";

/** A record that gets another number. */
export interface Mover {
  record: RecordName;
  number: number;
  /** Below the root, before and after. */
  from: string;
  to: string;
  bare: Bare;
  /** The anchor of its heading, before and after; null when that stays. */
  anchors: { from: string; to: string } | null;
}

/** A record on its way to another number; `text` is what it says now. */
export function moverOf(folder: string, record: RecordName, number: number, bare: Bare, text: string): Mover {
  const title = findTitle(text);
  const edit = title === null
    ? undefined
    : titleEdits(text, record.number, number).find(({ start }) => start >= title.start && start < title.end);
  const after = title === null || edit === undefined
    ? null
    : title.text.slice(0, edit.start - title.start) + edit.text + title.text.slice(edit.end - title.start);
  return {
    record,
    number,
    from: `${folder}/${record.name}`,
    to: `${folder}/${renamed(record, number)}`,
    bare,
    anchors: title === null || after === null ? null : { from: slugOf(title.text), to: slugOf(after) },
  };
}
