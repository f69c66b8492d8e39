/** Semantic Versioning 2.0.0, "Is there a suggested regular expression"; build metadata says nothing about order. */
const pattern =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

export function isSemver(text: string): boolean {
  return text.length <= 100 && pattern.test(text);
}

/** Whether one semantic version is above another: §11. */
export function isHigher(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => pattern.exec(text) ?? []);
  for (const at of [1, 2, 3]) {
    const order = compare(a?.[at] ?? "", b?.[at] ?? "");
    if (order !== 0) return order > 0;
  }
  const [ours, theirs] = [a?.[4], b?.[4]];
  if (ours === undefined || theirs === undefined) return ours === undefined && theirs !== undefined;
  const [left, right] = [ours.split("."), theirs.split(".")];
  for (const [at, part] of left.entries()) {
    const order = compare(part, right[at] ?? "");
    if (order !== 0) return order > 0;
  }
  return false;
}

/** Numbers by value and below words, words by their characters; what is absent is below all. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  const [isNumber, isOtherNumber] = [a, b].map((part) => /^\d+$/.test(part));
  if (isNumber && isOtherNumber) return BigInt(a) > BigInt(b) ? 1 : -1;
  if (a === "" || b === "") return a === "" ? -1 : 1;
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return a > b ? 1 : -1;
}
