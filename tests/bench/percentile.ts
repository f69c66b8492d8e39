/** The value below which `share` (0 to 1) of the samples lie, by nearest rank; NaN for no samples. */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? NaN;
}

/** Rounded to a hundredth, for reading. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
