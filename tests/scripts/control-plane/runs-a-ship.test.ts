import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { connect, type ControlPlane } from "../../../scripts/control-plane/control-plane.ts";
import { demoManifest } from "../../../scripts/demo/prepare.ts";
import { type LoadedPlatform, loadSharedPlatform } from "../../support/loaded-stack.ts";
import { refused } from "./refused.ts";

const nine = z.looseObject({ components: z.record(z.string(), z.looseObject({ build: z.number() })) }).parse(
  demoManifest,
);

let stack: LoadedPlatform;
let plane: ControlPlane;
beforeAll(async () => {
  stack = await loadSharedPlatform();
  const { api_url: url, secret_key: key } = stack.info;
  plane = connect({ url, key, kind: "secret", source: "test" });
});
afterAll(() => stack?.stop());

const begin = (component: string, targets: string[] = [], holder = "ana@desk") =>
  plane.beginShip({ component, environment: "production", holder, cloneId: `${holder}:/clone`, targets });

/** The holder hangs: its last heartbeat was too long ago. */
async function letExpire(ship: string): Promise<void> {
  await stack.sql`update ship.ships set lease_expires_at = clock_timestamp() where id = ${ship}`;
}

test("promise 24: every step of a ship is recorded, until it is done", async () => {
  const held = await begin("dashboard", ["vps"]);
  expect(held).toMatchObject({ lease_seconds: 60, heartbeat_seconds: 10, highest_build: 131 });
  expect(await plane.takeLease(held, "git:main")).toMatchObject({ held: true, name: "git:main" });
  expect(await plane.recordStep(held, "bump", "done", { build: 132 })).toBe(true);
  expect(await plane.renewLease(held)).toMatchObject({ held: true, expires_at: expect.any(String) });

  const { ships, leases, components, transports } = await plane.shipStatus("production");
  expect(ships).toMatchObject([{
    ship: held.ship,
    component: "dashboard",
    build: 132,
    is_alive: true,
    steps: [{ step: "bump", state: "done", detail: { build: 132 } }],
  }]);
  expect(leases.map(({ name }) => name)).toEqual(["component:dashboard", "git:main", "target:vps"]);
  expect(components.find(({ key }) => key === "dashboard")).toMatchObject({ build: 131, highest_build: 132 });
  expect(transports.map(({ transport }) => transport)).toEqual(["apns", "broadcast", "telegram"]);

  expect(await plane.releaseLease(held, "git:main")).toBe(true);
  expect(await plane.releaseLease(held, "git:main")).toBe(false);
  expect(await plane.finishShip(held, { outcome: "done" })).toBe(true);
  expect(await plane.finishShip(held, { outcome: "done" })).toBe(false);
  expect((await plane.shipStatus("production")).ships).toEqual([]);
});

describe("promise 25: who comes second", () => {
  test("hears who holds it, exit code 6, and runs when that has ended", async () => {
    const held = await begin("docs", ["pages"]);
    const error = await refused(begin("status", ["pages"], "bob@lap"));
    expect([error.code, error.exitCode]).toEqual(["lease_held", 6]);
    expect(error.message).toContain("target:pages is held by ana@desk since ");
    await plane.finishShip(held, { outcome: "abandoned", reason: "a check failed" });
    const next = await begin("status", ["pages"], "bob@lap");
    expect(next.token).toBeGreaterThan(held.token);
    await plane.finishShip(next, { outcome: "done" });
  });

  test("finds a ship that died: exit code 5, naming it; it is resumed, and the one that wakes up has lost it", async () => {
    const dead = await begin("docs");
    await plane.recordStep(dead, "push", "started");
    await letExpire(dead.ship);
    const unfinished = await refused(begin("docs", [], "bob@lap"));
    expect([unfinished.code, unfinished.exitCode]).toEqual(["ship_unfinished", 5]);
    expect(unfinished.message).toContain(dead.ship);

    const resumed = await plane.resumeShip({ ship: dead.ship, holder: "bob@lap", cloneId: "lap:/clone" });
    expect(resumed).toMatchObject({ component: "docs", from_holder: "ana@desk", steps: [{ step: "push" }] });
    expect(await plane.renewLease(dead)).toEqual({ held: false, expires_at: null });
    const lost = await refused(plane.recordStep(dead, "push", "done"));
    expect([lost.code, lost.exitCode]).toEqual(["lease_lost", 6]);
    await plane.finishShip(resumed, { outcome: "done" });
  });

  test("may abandon a ship whose holder is gone", async () => {
    const dead = await begin("docs");
    const abandon = () => plane.abandonShip({ ship: dead.ship, holder: "bob@lap", reason: "gone" });
    expect((await refused(abandon())).code).toBe("lease_held");
    await letExpire(dead.ship);
    expect(await abandon()).toBe(true);
    expect(await abandon()).toBe(false);
  });
});

test("the record raises one build with its notes; a re-fire has its own", async () => {
  const { docs } = nine.components;
  const manifest = { ...nine, components: { ...nine.components, docs: { ...docs, build: 900 } } };
  const synced = await plane.syncManifest({
    manifest,
    commitSha: "0123456789abcdef",
    actor: "ana",
    onlyComponent: "docs",
    notes: "Pages load\0 faster",
  });
  expect(synced.filter(({ changed }) => changed)).toEqual([
    { component: "docs", previous: docs?.build, build: 900, changed: true },
  ]);
  expect((await plane.announcementProgress())?.changes).toMatchObject([{ component: "docs", build: 900 }]);
  const again = await plane.reannounce({ component: "docs", reason: "again", notes: "Read this" });
  expect((await plane.announcementProgress(again))?.forced).toBe(true);
  await plane.rollback({ component: "docs", build: 899, reason: "broken" });
  expect((await plane.manifest()).components.docs?.build).toBe(899);
  await plane.confirmStoreBuild({
    component: "ios",
    build: 4711,
    installableAt: "2026-01-01T00:00:00Z",
    raise: true,
  });
  expect((await plane.manifest()).components.ios?.build).toBe(4711);

  expect(await plane.retryDeliveries()).toBe(0);
  expect(
    [...await stack.sql`select notes from ship.announcements where seq <= 3 order by seq`].map(({ notes }) =>
      notes
    ),
  )
    .toEqual(["Pages load faster", "Read this", "broken"]);
});

test("what the database refuses keeps its code, exit code 5", async () => {
  const error = await refused(plane.rollback({ component: "nobody", build: 1, reason: "why" }));
  expect([error.code, error.exitCode, error.hint !== ""]).toEqual(["component_unknown", 5, true]);
  const values = await refused(plane.beginShip({
    component: "Web",
    environment: "production",
    holder: "a",
    cloneId: "b",
    targets: [],
  }));
  expect([values.code, values.exitCode]).toEqual(["values_refused", 5]);
  expect(values.message).toContain("ship_component_is_a_slug");
});
