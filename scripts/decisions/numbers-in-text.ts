/** A number of a decision in a text. */
export interface NumberAt {
  start: number;
  digits: string;
}

/** `ADR-028`, `ADR 28`, `adr_0028`, `ADRs 028, 029 and 030`, but not the name of a file as `adr-028-words`. */
const mention =
  /\bADRs?[-_ #\u2011]{0,2}(\d{1,6})((?:\s{0,2}(?:,|\/|&|\+|\u2013|-|and|or|to)\s{0,2}#?(?:ADR[-_ #\u2011]{0,2})?\d{1,6}){0,20})(?![\w]|-\w|\.\w)/gi;

/** Numbers that a text gives decisions by that word. What follows the first in a list must have the word again, or be as long. */
export function mentionedNumbers(text: string): NumberAt[] {
  return [...text.matchAll(mention)].flatMap(({ index, 0: whole, 1: first = "", 2: rest = "" }) => {
    const start = index + whole.length - rest.length - first.length;
    const more = [...rest.matchAll(/(ADR[-_ #\u2011]{0,2})?(\d+)/gi)].flatMap(
      ({ index: at, 1: word = "", 2: digits = "" }) =>
        word !== "" || digits.length === first.length && first.length > 2
          ? [{ start: start + first.length + at + word.length, digits }]
          : [],
    );
    return [{ start, digits: first }, ...more];
  });
}

/** Numbers in the words of a link that is known to lead to a decision: `[028]`, `[28. Words]`, `[see 0028]`. */
export function linkedNumbers(words: string): NumberAt[] {
  const all = [...words.matchAll(/(?<![\w.])#?(\d{1,6})(?![\w])/g)].map((
    { index, 0: whole, 1: digits = "" },
  ) => ({
    start: index + whole.length - digits.length,
    digits,
  }));
  const leads = ({ start, digits }: NumberAt) =>
    words.slice(0, start).trim() === "" &&
    /^\s*(?:$|[.:)\u2013\u2014-])/.test(words.slice(start + digits.length));
  return [...mentionedNumbers(words), ...all.filter((one) => one.digits.startsWith("0") || leads(one))];
}

/** Numbers that begin a line's item or fill a cell of a table: `- 028: …`, `| 028 | …`. */
export function leadingNumbers(line: string): NumberAt[] {
  return [...line.matchAll(/(^\s*(?:[-*+]\s+)?|\|\s*)(\d{1,6})(?=\s*(?:[|.:)\u2013\u2014-]|$))/g)].map(
    ({ index, 1: before = "", 2: digits = "" }) => ({ start: index + before.length, digits }),
  );
}
