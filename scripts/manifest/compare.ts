/**
 * Negative, zero or positive; undefined when one of them is not made of whole numbers and dots. `1.0` equals `1.0.0`.
 */
export function compareDotted(a: string, b: string): number | undefined {
  const isDotted = (value: string) => /^\d+(\.\d+)*$/.test(value);
  if (!isDotted(a) || !isDotted(b)) return undefined;
  const partsOfA = a.split(".").map(Number);
  const partsOfB = b.split(".").map(Number);
  for (let index = 0; index < Math.max(partsOfA.length, partsOfB.length); index++) {
    const difference = (partsOfA[index] ?? 0) - (partsOfB[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
