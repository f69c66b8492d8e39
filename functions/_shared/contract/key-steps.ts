/** The steps of a rotation, in the order that the database enforces. */
export const keySteps = [
  "generate",
  "add",
  "deploy",
  "update-client",
  "ship",
  "raise-minimum",
  "monitor",
  "remove",
] as const;
