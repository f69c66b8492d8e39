/** What the exit code of `slipway` means; docs/commands lists them for people. */
export const exitCode = {
  done: 0,
  failure: 1,
  usage: 2,
  /** Only with --exit-code. */
  nothingToDo: 3,
  credentials: 4,
  /** A guard said no before anything was written. */
  refused: 5,
  leaseHeld: 6,
  drift: 7,
  /** What was deployed does not serve the new build. */
  unverified: 8,
  /** Some steps are done; `ship --resume` does the rest. */
  partial: 9,
  interrupted: 130,
} as const;
