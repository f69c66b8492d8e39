/** What of a heading's text does not get into its anchor. */
const dropped = /[^\p{Alphabetic}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu;

/**
 * The anchor that code hosts give a heading of this text: in small letters, punctuation gone, a dash for each space. Compared with
 * github-slugger over all of Unicode: they differ in letters that are younger than its table.
 */
export function slugOf(heading: string): string {
  return plainText(heading).toLowerCase().replace(dropped, "").replaceAll(" ", "-");
}

/** Gives every heading of a file its anchor: the second of the same name gets `-1`, and so on. */
export function slugsOf(headings: readonly string[]): Set<string> {
  const taken = new Map<string, number>();
  for (const heading of headings) {
    const slug = slugOf(heading);
    let count = taken.get(slug) ?? 0;
    let name = slug;
    while (taken.has(name)) name = `${slug}-${++count}`;
    taken.set(slug, count);
    taken.set(name, taken.get(name) ?? 0);
  }
  return new Set(taken.keys());
}

/** A heading as it is read: of links and images their text, no tags, no marks of emphasis around words; code as it is. */
function plainText(heading: string): string {
  return heading.split(/(`[^`]*`)/).map((part, index) => index % 2 === 1 ? part : withoutMarks(part)).join("")
    .trim();
}

function withoutMarks(text: string): string {
  return text
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, "$1")
    .replace(/<\/?[A-Za-z][^<>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|nbsp);/g, "")
    .replace(/(?<![\p{L}\p{N}_])_{1,2}(?=[^\s_])([^_]*)(?<=[^\s_])_{1,2}(?![\p{L}\p{N}_])/gu, "$1");
}
