import { describe, expect, test } from "vitest";
import type { Ping, ShipStatus, Wake } from "../../../scripts/control-plane/control-plane.ts";
import {
  describeHome,
  describePing,
  describeStopped,
  describeSweep,
  describeVault,
  examineWake,
} from "../../../scripts/setup/doctor/wake.ts";

const wake: Wake = { job: "active", swept_seconds_ago: 3, vault: "ready", worker: "up" };
const home = { url: "https://one.test", away: null };
const ping: Ping = { state: "answered", status: 202, error: null, ms: 20 };

test("a copy is named with the way to adopt it", () => {
  expect(describeHome(home).state).toBe("ok");
  expect(describeHome({ url: null, away: null }).state).toBe("ok");
  expect(describeHome({ ...home, away: "database_other" })).toMatchObject({
    state: "fail",
    message: expect.stringContaining("https://one.test"),
    fix: expect.stringContaining("slipway repair --adopt"),
  });
});

test.each<[string, Partial<Wake>, string | null, string]>([
  ["just swept", {}, null, "ok"],
  ["no job", { job: "missing" }, null, "fail"],
  ["a job that was switched off", { job: "inactive" }, null, "fail"],
  ["no pg_cron", { job: "unavailable" }, null, "fail"],
  ["never swept", { swept_seconds_ago: null }, null, "fail"],
  ["not for two minutes", { swept_seconds_ago: 120 }, null, "fail"],
  ["a copy", {}, "vault_other", "unknown"],
])("the sweep: %s", (_, change, away, state) => {
  expect(describeSweep({ ...wake, ...change }, { ...home, away }).state).toBe(state);
});

test.each<[Wake["vault"], string]>([["ready", "ok"], ["missing", "fail"], ["unreadable", "fail"]])(
  "the vault: %s",
  (vault, state) => expect(describeVault({ ...wake, vault }).state).toBe(state),
);

test("a secret key in the vault is a fault while it is used, and a remark while it is only left there", () => {
  expect(describeVault({ ...wake, vault_secret_key: "used" })).toMatchObject({
    state: "fail",
    fix: expect.stringContaining("slipway repair"),
  });
  expect(describeVault({ ...wake, vault: "missing", vault_secret_key: "used" }).message).toContain("lacks");
  expect(describeVault({ ...wake, vault_secret_key: "left" })).toMatchObject({
    state: "ok",
    message: expect.stringContaining("delete from vault.secrets where name = 'secret_key'"),
  });
  expect(describeVault({ ...wake, vault_secret_key: null }).message).not.toContain("secret_key");
});

test.each<[string, Ping | null, string, string]>([
  ["came back", ping, "ok", "20 ms"],
  ["a wrong token", { ...ping, state: "refused", status: 401 }, "fail", "wake token"],
  ["no such function", { ...ping, state: "refused", status: 404 }, "fail", "404"],
  ["older functions", { ...ping, state: "elsewhere" }, "fail", "not from this database"],
  ["no connection", { ...ping, state: "failed", error: "Couldn't connect" }, "fail", "Couldn't connect"],
  ["never sent", { ...ping, state: "waiting" }, "fail", "pg_net"],
  ["unknown", null, "fail", "pg_net"],
])("a round trip: %s", (_, seen, state, words) => {
  expect(describePing(seen, wake)).toMatchObject({ state, message: expect.stringContaining(words) });
});

test("stopped runs are named with their reasons and how they go on", () => {
  expect(describeStopped([]).state).toBe("ok");
  const run = {
    run: 7,
    component: "ios",
    topic: "t",
    apns_environment: "production",
    reason: "BadTopic",
    detail: null,
  };
  expect(describeStopped([run])).toMatchObject({
    state: "fail",
    message: expect.stringContaining("BadTopic"),
    fix: expect.stringContaining("ship.resume_push_run(7)"),
  });
  expect(describeStopped([{ ...run, reason: "too_many_deactivations" }]).fix).toContain(
    "select ship.accept_deactivations(7, '<why>');",
  );
});

describe("the whole way", () => {
  const status = (change: Partial<ShipStatus>): ShipStatus => ({
    now: "",
    project: "",
    repository: null,
    home,
    wake,
    seq: 0,
    audit_head: null,
    components: [],
    ships: [],
    leases: [],
    announcements: [],
    transports: [],
    ...change,
  });
  const control = (asked: string[]) => ({
    shipStatus: () => Promise.resolve(status({})),
    sendPing: () => {
      asked.push("ping");
      return Promise.resolve("nonce");
    },
    pingStatus: () => Promise.resolve(ping),
  });
  const states = async (change: Partial<ShipStatus>, asked: string[] = []) =>
    (await examineWake(control(asked), status(change), "production")).map(({ name, state }) =>
      `${name} ${state}`
    );

  test("all is well", async () => {
    expect(await states({})).toEqual(["home ok", "sweep ok", "vault ok", "wake ok", "runs ok"]);
  });

  test("no call goes out from a copy or without a vault: that is unknown, never well", async () => {
    const asked: string[] = [];
    expect(await states({ home: { ...home, away: "vault_other" } }, asked)).toContain("wake unknown");
    expect(await states({ wake: { ...wake, vault: "missing" } }, asked)).toContain("wake unknown");
    expect(asked).toEqual([]);
  });

  test("a project whose job was just made is waited for", async () => {
    expect(await states({ wake: { ...wake, swept_seconds_ago: null } })).toContain("sweep ok");
  });

  test("a database that does not say it has no lines", async () => {
    expect(await states({ wake: undefined })).toEqual([]);
  });
});
