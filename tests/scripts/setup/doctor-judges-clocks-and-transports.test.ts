import { describe, expect, test } from "vitest";
import type { ShipStatus } from "../../../scripts/control-plane/control-plane.ts";
import { parseManifest } from "../../../scripts/manifest/load.ts";
import { clock } from "../../../scripts/setup/doctor/control-plane.ts";
import { examineTransports } from "../../../scripts/setup/doctor/transports.ts";

const noon = Date.UTC(2026, 10, 21, 12);

test.each([
  ["agrees, read while asking", noon + 50, "ok"],
  ["a little behind", noon - 20_000, "ok"],
  ["the machine is a minute ahead", noon - 60_000, "fail"],
  ["the machine is a minute behind", noon + 60_000, "fail"],
])("the clock: %s", (_, database, state) => {
  expect(clock(database, noon, noon + 100).state).toBe(state);
});

describe("transports", () => {
  const apns = { topics: ["test.example.app"] };
  const manifest = (hasApp: boolean) =>
    parseManifest(JSON.stringify({
      name: "x",
      build: 1,
      components: { app: { name: "App", kind: "ios", build: 1, paths: ["app"], ...hasApp ? { apns } : {} } },
    }));
  const status = (...transports: Partial<ShipStatus["transports"][number]>[]): ShipStatus => ({
    now: "",
    project: "",
    repository: null,
    seq: 0,
    audit_head: null,
    components: [],
    ships: [],
    leases: [],
    announcements: [],
    transports: transports.map((one) => ({
      transport: "telegram",
      kind: "chat",
      is_on: true,
      last_state: null,
      last_error: null,
      last_at: null,
      ...one,
    })),
  });
  const states = (on: ShipStatus, secrets?: string[], hasApp = true) =>
    examineTransports(manifest(hasApp), on, secrets && new Set(secrets)).map(({ name, state }) =>
      `${name} ${state}`
    );

  test("one that is off is nobody's problem, nor APNs without an app", () => {
    expect(states(status({ is_on: false }))).toEqual([]);
    expect(states(status({ transport: "apns", kind: "push" }), undefined, false)).toEqual([]);
  });

  test("without the secrets' names the last delivery says what is known; no delivery is unknown, never well", () => {
    expect(states(status({}))).toEqual(["transport:telegram unknown"]);
    expect(states(status({ last_state: "failed", last_error: "timeout" }))).toEqual([
      "transport:telegram unknown",
    ]);
    expect(states(status({ last_state: "delivered" }))).toEqual(["transport:telegram ok"]);
    expect(states(status({ last_state: "skipped", last_error: "not_configured" }))).toEqual([
      "transport:telegram fail",
    ]);
  });

  test("with the secrets' names they decide, but nothing is well whose last delivery failed", () => {
    const on = status({ last_state: "skipped", last_error: "not_configured" }, {
      transport: "apns",
      kind: "push",
    });
    expect(states(on, ["TELEGRAM_BOT_TOKEN", "TELEGRAM_CHAT_ID", "APNS_KEYS"])).toEqual([
      "transport:telegram unknown",
      "transport:apns ok",
    ]);
    const secrets = ["TELEGRAM_BOT_TOKEN", "TELEGRAM_CHAT_ID"];
    expect(states(status({ last_state: "failed", last_error: "telegram_forbidden" }), secrets)).toEqual([
      "transport:telegram unknown",
    ]);
    expect(states(status({ last_state: "skipped", last_error: "stopped_by_hand" }), secrets)).toEqual([
      "transport:telegram ok",
    ]);
    expect(states(on, ["TELEGRAM_BOT_TOKEN", "APNS_KEY_ID"])).toEqual([
      "transport:telegram fail",
      "transport:apns fail",
    ]);
  });

  test("a transport that the doctor does not know is never taken for well: only its last delivery tells", () => {
    const slack = (more: object) => states(status({ transport: "slack", ...more }), ["SLACK_WEBHOOK_URL"]);
    expect(slack({})).toEqual(["transport:slack unknown"]);
    expect(slack({ last_state: "skipped", last_error: "transport_unknown" })).toEqual([
      "transport:slack fail",
    ]);
    expect(slack({ last_state: "skipped", last_error: "not_configured" })).toEqual(["transport:slack fail"]);
    expect(slack({ last_state: "delivered" })).toEqual(["transport:slack ok"]);
  });

  test("what needs no secret is well when it is on", () => {
    expect(states(status({ transport: "broadcast", kind: "broadcast" }))).toEqual(["transport:broadcast ok"]);
  });
});
