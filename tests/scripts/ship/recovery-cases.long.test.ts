import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { registerDevices } from "../../../scripts/demo/prepare.ts";
import { httpFetch, serveHttp } from "../../../scripts/runtime.ts";
import { codes, events, useShipyard } from "../../support/shipyard.ts";
import { until } from "../../support/until.ts";

// The fifth case, a build that the store numbers otherwise, is among the tests of `slipway ios`.
const yard = useShipyard();
const received = z.object({
  notifications: z.array(
    z.object({ status: z.number(), build: z.number().nullable(), collapse_id: z.string() }),
  ),
});

async function pushesTo(token: string) {
  const answer = await httpFetch(`${yard().stack.info.apns.control_url}/token/${token}`);
  return answer.ok ? received.parse(await answer.json()).notifications : [];
}

test("promise 66: fired twice, the lock screen shows one banner, and a notifier that has nothing to tell is silent", async () => {
  const repo = await yard().open({ files: { "notes/next-ship.md": "" } });
  await yard().adopt(repo);
  await registerDevices(yard().sql, 1);
  const token = createHash("sha256").update("device 1").digest("hex");
  for (const count of [1, 2]) {
    expect((await yard().run(repo, "notify", "--force", "--component", "ios")).code).toBe(0);
    await until("the phone hears it", async () => (await pushesTo(token)).length === count);
  }
  const pushes = await pushesTo(token);
  expect(pushes).toMatchObject([{ status: 200, build: 114 }, { status: 200, build: 114 }]);
  expect(new Set(pushes.map(({ collapse_id }) => collapse_id))).toEqual(new Set(["ios-build-available"]));
  const silent = await yard().run(repo, "notify");
  expect([silent.code, silent.stdout, silent.stderr]).toEqual([0, "", ""]);
});

test("promise 66: Realtime is down: the ship ends well, the chat has it, and the broadcast follows as soon as it can", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const realtime = yard().stack.info.realtime.control_url;
  const set = (settings: unknown) =>
    httpFetch(realtime, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(settings),
    });
  const broadcast = async () =>
    (await yard().sql`select state, last_error from ship.deliveries where transport = 'broadcast'`)[0];
  await set({ rest_status: 503 });
  try {
    const outcome = await yard().run(repo, "ship", "dashboard");
    expect(outcome.code, outcome.stderr).toBe(0);
    await until("the chat has it", async () => (await yard().chat()).length === 1);
    await until("the broadcast was tried", async () => (await broadcast())?.last_error !== null);
    expect(await broadcast()).toMatchObject({ state: "pending" });
    // whoever looks sees it, with the reason
    const status = await yard().run(repo, "status");
    expect(status.stdout).toMatch(/broadcast pending \(\w+\)/);
    // and whoever polls is right meanwhile
    expect((await yard().control.manifest()).components.dashboard?.build).toBe(132);
  } finally {
    await httpFetch(realtime, { method: "DELETE" });
  }
  await yard().sql`update ship.deliveries set next_attempt_at = now() where transport = 'broadcast'`;
  await yard().sql`select ship.sweep()`;
  await until("the broadcast is delivered", async () => (await broadcast())?.state === "delivered");
});

test("promise 66: push is disabled: everything else goes out, and a phone that opens the app reads the build", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await yard().sql`update ship.transports set is_on = false where transport = 'apns'`;
  try {
    await yard().control.confirmStoreBuild({
      component: "ios",
      build: 115,
      installableAt: new Date().toISOString(),
      raise: true,
    });
    const told = await yard().sql`select transport from ship.deliveries order by transport`;
    expect(told.map(({ transport }) => transport)).toEqual(["broadcast", "telegram"]);
    expect((await yard().control.manifest()).components.ios?.build).toBe(115);
  } finally {
    await yard().sql`update ship.transports set is_on = true where transport = 'apns'`;
  }
});

test("promise 66: the dashboard was not deployed: the ship stops and names it; once it is, --resume finishes", async () => {
  let served = 17;
  const server = await serveHttp(() => Response.json({ bmc: served }));
  try {
    const repo = await yard().open({
      edit: ({ components: { dashboard, "cdp-connector": cdp } }) => {
        if (dashboard) dashboard.host = new URL(server.url).host;
        if (cdp) {
          Object.assign(cdp, { ride_along: [], verify: [{ url: server.url, json: "/bmc", timeout_s: 0.2 }] });
        }
      },
    });
    await yard().adopt(repo);
    const stopped = await yard().run(repo, "ship", "cdp-connector", "--json");
    expect([stopped.code, ...codes(stopped)]).toEqual([8, "verification_failed"]);
    expect(stopped.stdout).toContain('"component":"dashboard"');
    expect([...await yard().sql`select from ship.announcements`]).toEqual([]);
    served = 18;
    const resumed = await yard().run(repo, "ship", "--resume", "--json");
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(events(resumed).at(-1)).toMatchObject({ component: "cdp-connector", build: 18 });
  } finally {
    await server.stop();
  }
});
