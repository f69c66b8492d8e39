/** A build as Slipway counts: a whole number from 0 to 2^53 − 1, written without leading zeros. null for every other text. */
export function parseBuild(text: string): number | null {
  const number = Number(text);
  return /^(0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(number) ? number : null;
}
