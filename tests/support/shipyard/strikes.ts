import { aroundCalls, aroundJournal, type Strike } from "./strike.ts";
import type { Call } from "./tap.ts";

const journalled = [
  "lease",
  "checks",
  "fetch",
  "bump",
  "sync",
  "readme",
  "check",
  "commit",
  "push",
  "deploy",
  "verify",
  "record",
  "announce",
  "table",
];
const changing = ["fetch", "bump", "commit", "push", "deploy", "announce"];

const named = (name: string) => [name, (call: Call) => call.name === name] as const;
const rpcs = aroundCalls(
  Object.fromEntries(
    ["begin_ship", "take_lease", "release_lease", "sync_manifest", "finish_ship"].map(named),
  ),
);

const middles: Strike[] = [
  { name: "while git commits", hook: { of: "clone", name: "pre-commit" } },
  { name: "when git has committed", hook: { of: "clone", name: "post-commit" } },
  { name: "while git pushes", hook: { of: "clone", name: "pre-push" } },
  { name: "while the remote takes the push", hook: { of: "remote", name: "pre-receive" } },
  { name: "when the remote has taken the push", hook: { of: "remote", name: "post-receive" } },
  { name: "in the middle of the deploy", inCommand: true },
];

/** Every moment at which a ship may die. */
export const strikes: readonly Strike[] = [
  ...rpcs,
  ...aroundJournal(journalled, changing),
  ...middles,
];

/** The one that `npm test` tries as well: everybody can see what was pushed, and only the one who died knew the rest. */
export const briefStrikes: readonly Strike[] = strikes.filter(({ name }) =>
  name === "when the remote has taken the push"
);
