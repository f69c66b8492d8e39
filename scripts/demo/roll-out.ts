import { decide } from "../../clients/ts/src/decide.ts";
import { httpFetch, now } from "../runtime.ts";
import { type Observed, served, toldDevices } from "./deliveries.ts";
import { servedBuild } from "./observe.ts";
import { broken, hear, run, type Stage } from "./stage.ts";

/** A rollout in two steps: to a tenth of the devices, then to all of them. */
export interface Rollout {
  build: number;
  /** Devices whose own decision was to take it at 10 %. */
  inside: number;
  /** Devices that were told at 10 %. */
  toldFirst: number;
  /** Devices that were told in the end, and those of them that were told more than once. */
  told: number;
  toldAgain: number;
  problems: string[];
}

/** Offers the next iOS build to 10 % of the devices, then to everybody. Each is told once, and at 10 % only those whose turn it is. */
export async function rollOut(stage: Stage): Promise<Rollout> {
  const { on, screen, deviceCount } = stage;
  const current = await servedBuild(on.apiUrl, "ios");
  const build = current + 1;

  const offer = await run(stage, `select ship.offer_build('ios', ${build}, bps => 1000)`);
  const offered = await hear(stage, offer, "build-offered");
  const { takers, words } = await askApps(on, current, build, offered?.seq);
  const inside = takers.size;
  const isShare = inside > 0 && inside < deviceCount;
  screen.event(
    null,
    isShare,
    "feed",
    `${words}; ${inside} of ${count(deviceCount)} apps decide to take it now`,
  );
  const first = await served(on, offer.id, offer.at);
  const isExact = isEachOnce(takers, await toldDevices(on, build), first.sent);
  const who = isExact
    ? `these ${inside} devices were told`
    : `${first.sent} devices were told, not these ${inside}`;
  screen.event(first.ms, isExact, "APNs", `${who}, each once`);

  const raise = await run(stage, "select ship.set_rollout('ios', bps => 10000)");
  const available = await hear(stage, raise, "build-available");
  const rest = await served(on, raise.id, raise.at);
  const all = await toldDevices(on, build);
  const told = all?.size ?? first.sent + rest.sent;
  const toldAgain = [...all?.values() ?? []].filter((times) => times > 1).length;
  const isEach = told === deviceCount && toldAgain === 0;
  const once = toldAgain === 0 ? "each exactly once" : `${toldAgain} of them again`;
  screen.event(
    rest.ms,
    isEach,
    "APNs",
    `${count(told)} of ${count(deviceCount)} devices have been told, ${once}`,
  );

  const problems = broken([
    [offered?.build === build, `nobody heard that build ${build} is offered`],
    [isShare, `${inside} of ${deviceCount} apps take what is offered to 10 %`],
    [isExact, `of the ${inside} devices inside 10 % APNs served ${first.sent}, or served others`],
    [available?.build === build, `nobody heard that build ${build} is there for everybody`],
    [told === deviceCount, `APNs served ${told} of ${deviceCount} devices about build ${build}`],
    [toldAgain === 0, `${toldAgain} devices were told of build ${build} more than once`],
  ]);
  return { build, inside, toldFirst: first.sent, told, toldAgain, problems };
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

/** Where APNs is the real one, only how many it served is known. */
function isEachOnce(expected: Set<string>, told: Map<string, number> | undefined, sent: number): boolean {
  if (told === undefined) return sent === expected.size;
  return told.size === expected.size &&
    [...told].every(([token, times]) => times === 1 && expected.has(token));
}

/** What the apps on all devices decide, each by itself, from the one feed: the tokens of those that take `build`. */
async function askApps(on: Observed, current: number, build: number, seq = 0) {
  const answer = await httpFetch(`${on.apiUrl}/functions/v1/updates/ios/live?seq=${seq}`);
  const feed = await answer.json();
  const devices = await on.sql`
    select token, installation_id from ship.device_push_tokens where component_key = 'ios'`;
  const client = {
    component: "ios",
    channel: "live",
    build: current,
    os: null,
    is_manual: false,
    now: new Date(now()).toISOString(),
    remembered: { seq: null, skipped_build: null, nudged_at: null },
  };
  const takes = (id: unknown) => decide(feed, { ...client, installation_id: String(id) }).build === build;
  const takers = new Set(
    devices.filter((device) => takes(device.installation_id)).map((device) => String(device.token)),
  );
  const signature = answer.headers.has("x-slipway-signature") ? "signed" : "unsigned";
  return { takers, words: `${signature}, ${feed.policy ? "with a policy" : "no policy"}` };
}
