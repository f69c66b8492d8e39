/** Why a value that stands where a build should be is not taken for one, and the page that says how to go on. */
export function whyDotted(place: string, value: unknown): string {
  const shown = typeof value === "object" ? "no number" : JSON.stringify(value);
  return /^\d+(\.\d+)+$/.test(String(value))
    ? `${place} is ${shown}, and a build is one whole number, so it mirrors nothing; docs/dotted-builds.md says how to move on`
    : `${place} is ${shown}, so it mirrors nothing`;
}

/** A build as it is written somewhere: a whole number up to 2^53 - 1, else nothing. */
export function wholeBuild(value: string | undefined): number | undefined {
  const number = value !== undefined && /^\d{1,16}$/.test(value) ? Number(value) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}
