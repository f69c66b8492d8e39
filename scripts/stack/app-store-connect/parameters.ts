/** Whether a list with commas names only what is known. */
export function isSubset(value: string, known: readonly string[]): boolean {
  return value.split(",").every((name) => known.includes(name));
}
