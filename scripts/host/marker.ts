/** A text that is not marked could not be found again: a defect of the caller. Raises TypeError. */
export function requireMarker(body: string, marker: string): void {
  if (marker === "" || !body.includes(marker)) throw new TypeError("the body does not hold its marker");
}
