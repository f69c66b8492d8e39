import { digitsLike, type RecordName, renamed } from "../manifest/docs/record-names.ts";
import { findTitle, readTitleNumber } from "./title.ts";

/** How the records of a folder are named and headed: as the newest of them is. */
interface RecordStyle {
  /** The name of a new file. */
  nameOf(number: number, slug: string): string;
  /** The heading of a new record, without its mark. */
  titleOf(number: number, title: string): string;
  lineEnd: string;
}

/** The style of the newest record, whose text this is; `0001-title.md` and `# 1. Title` in a folder without any. */
export function styleOf(newest: RecordName | undefined, text: string | null): RecordStyle {
  const like = newest ??
    { name: "", prefix: "", digits: "0000", number: 0, separator: "-", slug: "", ending: ".md" };
  const title = text === null ? null : findTitle(text);
  const numbered = title === null ? null : readTitleNumber(title.text);
  return {
    nameOf: (number, slug) => renamed({ ...like, separator: like.separator || "-", slug }, number),
    titleOf(number, words) {
      if (title === null) return `${number}. ${words}`;
      if (numbered === null || newest === undefined || Number(numbered.digits) !== newest.number) {
        return words;
      }
      return `${numbered.before}${digitsLike(numbered.digits, number)}${numbered.after}${words}`;
    },
    lineEnd: text?.includes("\r\n") ? "\r\n" : "\n",
  };
}

/** A title as part of a file's name: small letters, digits and dashes, at most 80 characters. Empty when nothing is left of it. */
export function fileSlug(title: string, separator: string): string {
  const joint = separator.includes("_") ? "_" : "-";
  const words = title.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("'", "")
    .split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word.slice(0, 80) : `${slug}${joint}${word}`;
    if (longer.length > 80) break;
    slug = longer;
  }
  return slug;
}
