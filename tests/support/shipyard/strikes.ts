import type { Strike } from "./killed.ts";

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

const rpcs: Strike[] = ["begin_ship", "take_lease", "release_lease", "sync_manifest", "finish_ship"].flatMap((
  name,
) =>
  (["before", "after"] as const).map((when): Strike => ({
    name: `${when} ${name}`,
    when,
    call: (call) => call.name === name,
  }))
);

const words: Strike[] = [
  ...changing.map((step) => ({ step, state: "started" })),
  ...journalled.map((step) => ({ step, state: "done" })),
].flatMap(({ step, state }) =>
  (["before", "after"] as const).map((when): Strike => ({
    name: `${when} the journal has "${step} ${state}"`,
    when,
    call: ({ name, args }) =>
      name === "record_step" && args.step === step &&
      (args.state === state || state === "done" && args.state === "skipped"),
  }))
);

const middles: Strike[] = [
  { name: "while git commits", hook: { of: "clone", name: "pre-commit" } },
  { name: "when git has committed", hook: { of: "clone", name: "post-commit" } },
  { name: "while git pushes", hook: { of: "clone", name: "pre-push" } },
  { name: "while the remote takes the push", hook: { of: "remote", name: "pre-receive" } },
  { name: "when the remote has taken the push", hook: { of: "remote", name: "post-receive" } },
  { name: "in the middle of the deploy", inDeploy: true },
];

/** Every moment at which a ship may die. */
export const strikes: readonly Strike[] = [...rpcs, ...words, ...middles];

/** The ones that differ most. */
export const briefStrikes: readonly Strike[] = strikes.filter(({ name }) =>
  [
    "after begin_ship",
    'after the journal has "bump started"',
    "when git has committed",
    "when the remote has taken the push",
    "in the middle of the deploy",
    "after sync_manifest",
  ].includes(name)
);
