import { elapsed, httpFetch, sleep } from "../runtime.ts";
import type { StackInfo } from "../stack/info.ts";
import { served, toldDevices } from "./deliveries.ts";
import { servedBuild } from "./observe.ts";
import { broken, hear, type Stage } from "./stage.ts";

/** The stand-in for App Store Connect, and the secret that its webhook signs with. */
export interface DemoStore {
  controlUrl: string;
  webhookSecret: string;
}

/** The app's Apple ID in the demo's version.json. */
export const demoAppId = "1234567890";

/** An upload that the store announced by itself. */
export interface FromStore {
  build: number;
  /** Devices that were told. */
  told: number;
  /** From the store's word that people can install it until the last device was told. */
  ms: number;
  problems: string[];
}

/** Registers the function as the app's webhook, as `slipway ios webhook install` does. */
export async function connectStore(
  { controlUrl, webhookSecret: secret }: DemoStore,
  info: StackInfo,
): Promise<void> {
  await post(`${controlUrl}/webhook`, {
    enabled: true,
    name: "Slipway",
    eventTypes: ["BUILD_UPLOAD_STATE_UPDATED", "BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED"],
    secret,
    url: `${info.api_url}/functions/v1/asc-webhook/${demoAppId}`,
  });
}

/** Uploads the next iOS build to the store, lets the store process it, and waits until every device was told: nobody types a command. */
export async function fromTheStore(stage: Stage, { controlUrl }: DemoStore): Promise<FromStore> {
  const { on, screen, deviceCount } = stage;
  const build = await servedBuild(on.apiUrl, "ios") + 1;
  screen.statement(
    `-- build ${build} of ios is uploaded to App Store Connect; from here on nobody types anything`,
  );
  await post(`${controlUrl}/upload`, { version: "1.0", build, stages: ["PROCESSING"] });
  const isSeen = await within(async () => {
    const [row] = await on
      .sql`select state from ship.store_uploads where component_key = 'ios' and build = ${build}`;
    return row?.state === "PROCESSING" ? true : undefined;
  });
  const isEarly = await servedBuild(on.apiUrl, "ios") === build;
  const words = isSeen && !isEarly
    ? `says that it processes build ${build}: nobody is told yet`
    : isEarly
    ? `processes build ${build}, and people were told`
    : `said nothing of build ${build}`;
  screen.event(null, isSeen === true && !isEarly, "App Store", words);

  await post(`${controlUrl}/stage`, { build, stage: "IN_BETA_TESTING" });
  const at = elapsed();
  const id = await within(async () => {
    const [row] = await on.sql`
      select announcement_id as id from ship.announced_changes where component_key = 'ios' and build = ${build}`;
    return row === undefined ? undefined : String(row.id);
  });
  const raised = id === undefined ? null : elapsed() - at;
  screen.event(
    raised,
    id !== undefined,
    "App Store",
    `says that people can install build ${build}: it is announced`,
  );
  if (id === undefined) {
    return {
      build,
      told: 0,
      ms: elapsed() - at,
      problems: [`build ${build} was in the store, and nobody was told`],
    };
  }
  const heard = await hear(stage, { id, at }, "build-available");
  const { sent } = await served(on, id, at);
  const told = (await toldDevices(on, build))?.size ?? sent;
  const ms = elapsed() - at;
  const count = (number: number) => number.toLocaleString("en-US");
  screen.event(ms, told === deviceCount, "APNs", `${count(told)} of ${count(deviceCount)} devices were told`);
  const problems = broken([
    [isSeen === true, `the store's word about build ${build} did not arrive`],
    [!isEarly, `people were told of build ${build} before they could install it`],
    [heard?.build === build, `nobody heard that build ${build} is in the store`],
    [
      told === deviceCount,
      `${told} of ${deviceCount} devices were told of build ${build}, which is in the store`,
    ],
  ]);
  return { build, told, ms, problems };
}

/** What `look` finds within 30 s, else undefined. */
async function within<Found>(look: () => Promise<Found | undefined>): Promise<Found | undefined> {
  for (const deadline = elapsed() + 30_000; elapsed() < deadline; await sleep(10)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  return undefined;
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await httpFetch(url, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) {
    throw new Error(`${new URL(url).pathname} answered ${answer.status}: ${await answer.text()}`);
  }
  await answer.body?.cancel();
}
