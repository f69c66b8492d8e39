import { aroundCalls, aroundJournal, type Strike } from "./strike.ts";
import type { Call } from "./tap.ts";

const named = (name: string) => [name, (call: Call) => call.name === name] as const;
const ofTrack = (name: string, track: string) =>
  [`${name} of ${track}`, (call: Call) => call.name === name && call.args.component === track] as const;

const rpcs = aroundCalls(Object.fromEntries([
  ...["begin_ship", "take_lease", "release_lease", "finish_ship"].map(named),
  ...["reserve_release", "record_tag"].flatMap((name) => [ofTrack(name, "tray"), ofTrack(name, "platform")]),
]));

const words = aroundJournal(
  ["lease", "fetch", "checks", "reserve", "bump", "check", "commit", "tag", "push", "record", "forward"],
  ["fetch", "reserve", "bump", "commit", "tag", "push", "record"],
);

const middles: Strike[] = [
  { name: "while git pushes", hook: { of: "clone", name: "pre-push" } },
  { name: "while the remote takes the push", hook: { of: "remote", name: "pre-receive" } },
  { name: "while the remote takes the first ref", hook: { of: "remote", name: "update" } },
  { name: "while the remote moves its refs", hook: { of: "remote", name: "reference-transaction" } },
  { name: "when the remote has taken the push", hook: { of: "remote", name: "post-receive" } },
];

/** Every moment at which a release of both tracks may die. */
export const releaseStrikes: readonly Strike[] = [...rpcs, ...words, ...middles];
