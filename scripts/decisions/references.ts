import type { Listing } from "../manifest/docs/listing.ts";
import { digitsLike } from "../manifest/docs/record-names.ts";
import { linesOf } from "../manifest/text-scan.ts";
import { findFileMentions, fragmentEdit } from "./file-mentions.ts";
import { findZones } from "./link-zones.ts";
import type { Mover } from "./mover.ts";
import { leadingNumbers, linkedNumbers, mentionedNumbers, type NumberAt } from "./numbers-in-text.ts";
import { type TextEdit, titleEdits } from "./title.ts";

/** What decides what a text means. */
interface ReferenceContext {
  movers: readonly Mover[];
  listing: Listing;
  isRecord(path: string): boolean;
  /** Whether this branch added the line of an index. */
  isAdded(file: string, line: number): boolean;
}

/** Of one text: what has to change, and the lines of what may mean another record and was left. */
interface References {
  edits: TextEdit[];
  left: number[];
}

/**
 * Everything in a text that means a record on its way to another number, and nothing that means another one: a file's name means that file, a
 * link's words what it leads to, a bare `ADR-028` this branch's record on lines that this branch added.
 */
export function findReferences(file: string, text: string, context: ReferenceContext): References {
  const { movers, listing, isRecord } = context;
  const edits: TextEdit[] = [];
  const left = new Set<number>();
  const self = movers.find(({ from }) => from === file);
  if (self !== undefined) {
    edits.push(...titleEdits(text, self.record.number, self.number));
    for (const { index } of text.matchAll(/(?<=\]\()#/g)) edits.push(...fragmentEdit(text, index, self));
  }
  const named = findFileMentions(file, text, movers, listing);
  edits.push(...named.edits);
  const zones = findZones(file, text, movers, isRecord);
  for (const { start, end, mover } of zones) {
    if (mover !== null) edits.push(...rewritten(linkedNumbers(text.slice(start, end)), start, mover));
  }
  for (const { number, start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    const isHere = (at: number) => at >= start && at < end;
    if (named.unclear.some(isHere)) left.add(number);
    for (const mover of movers) {
      const isOnlyHere = named.mentions.some((one) => isHere(one.start) && one.mover === mover) &&
        named.mentions.every((one) => !isHere(one.start) || one.mover === mover) &&
        zones.every((zone) => !isHere(zone.start) || zone.mover === mover);
      if (isOnlyHere) edits.push(...rewritten(leadingNumbers(line), start, mover));
    }
    for (const mention of mentionedNumbers(line)) {
      const at = start + mention.start;
      const isDecided = zones.some((zone) => at >= zone.start && at < zone.end);
      const mover = movers.find(({ record }) => record.number === Number(mention.digits));
      if (isDecided || mover === undefined) continue;
      const isOurs = mover.bare === "all" || mover === self ||
        mover.bare === "added" && context.isAdded(file, number);
      if (isOurs) edits.push(...rewritten([mention], start, mover));
      else left.add(number);
    }
  }
  return { edits: ordered(edits), left: [...left].sort((a, b) => a - b) };
}

function rewritten(numbers: readonly NumberAt[], offset: number, { record, number }: Mover): TextEdit[] {
  return numbers.filter(({ digits }) => Number(digits) === record.number).map(({ start, digits }) => ({
    start: offset + start,
    end: offset + start + digits.length,
    text: digitsLike(digits, number),
  }));
}

/** By place, each once: several rules may have found the same digits. */
function ordered(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter(({ start }, index) => start >= (sorted[index - 1]?.end ?? 0));
}

/** The text with all edits made. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  const parts = edits.flatMap((edit) => {
    const before = text.slice(at, edit.start);
    at = edit.end;
    return [before, edit.text];
  });
  return parts.join("") + text.slice(at);
}
