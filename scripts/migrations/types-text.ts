/** What differs without a difference: comments, blanks, semicolons, trailing commas, quotes of another kind or around plain keys, brackets. */
const rules: readonly [RegExp, string][] = [
  [/^\uFEFF/, ""],
  [/\/\*(?:[\s\S]*?\*\/|[\s\S]*)|(^|\s)\/\/[^\n]*/g, " "],
  [/'([^'"\\\n]*)'/g, '"$1"'],
  [/"([A-Za-z_$][\w$]*)"(\??\s*:)/g, "$1$2"],
  [/\s+/g, ""],
  [/;/g, ""],
  [/,(?=[}\])>])/g, ""],
  // the first of a union or an intersection that is broken into lines
  [/([=:(<,?&|[]|extends)[|&]/g, "$1"],
  [/[()]/g, ""],
];

/** Generated types as every formatter leaves them. */
function bare(text: string): string {
  const stripped = rules.reduce(
    (before, [pattern, replacement]) => before.replace(pattern, replacement),
    text,
  );
  // members of an object are parted by commas, semicolons or lines
  return stripped.replaceAll(",", "");
}

/** Whether two files of generated types say the same, whoever formatted them. */
export function saysTheSame(one: string, other: string): boolean {
  return bare(one) === bare(other);
}
