/** What speaks for a number. */
export interface Numbers {
  /** The component's build in version.json: what the remote and the work tree have. */
  written: number;
  /** The highest that was ever used; null when Postgres has never heard of the component. */
  highest: number | null;
}

/**
 * A bump that was written, but never shipped, is the number; otherwise one more than everything that is known. A number once used is
 * never used again.
 */
export function chooseBuild({ written, highest }: Numbers): number {
  return highest !== null && written > highest ? written : Math.max(written, highest ?? 0) + 1;
}
