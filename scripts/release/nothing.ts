/** Ends a run that finds nothing left to do once it holds its leases: another one has done it. */
class NothingIsReleased extends Error {}

export function nothingIsReleased(): Error {
  return new NothingIsReleased("nothing is left to release");
}

/** Whether the run ended so. */
export function isNothingReleased(error: unknown): boolean {
  return error instanceof NothingIsReleased;
}
