/** Every gate that `promote.needs` can name; each is a file of its own in `scripts/gates`. */
export const gateNames = [
  "checks",
  "staging-verified",
  "migration-dry-run",
  "env",
  "changelog",
  "milestone",
  "upgrade-notes",
  "semver",
  "sdk",
  "approval",
] as const;

export type GateName = typeof gateNames[number];
