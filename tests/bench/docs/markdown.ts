/** A table: the first column to the left, the others to the right. */
export function table(head: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => at === 0 ? "---" : "---:")), ...rows.map(line)].join("\n");
}

/** 1234567 → 1,234,567 */
export function grouped(value: number): string {
  return value.toLocaleString("en-US");
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
