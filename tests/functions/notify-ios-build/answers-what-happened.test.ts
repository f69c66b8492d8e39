import { expect, test } from "vitest";
import { notifyIosBuild } from "../../../functions/notify-ios-build/index.ts";
import { raised } from "../support/project.ts";
import { pushing } from "../support/pushing.ts";
import { notify, refusal } from "../support/requests.ts";
import { announcement, batch, delivery } from "../support/rows.ts";

function report(complete: boolean, sent = 2) {
  return {
    announcement,
    broadcast: { ok: complete, status: complete ? 202 : null, state: "delivered" },
    apns: { sent, total: 3, state: "x", results: [{ device: 7, status: 410, reason: "Unregistered" }] },
    telegram: { state: "skipped" },
    complete,
  };
}

function notifying(reports: () => unknown) {
  const drained = pushing([batch(3)]);
  const { project } = drained;
  project.rpc.reannounce = () => announcement;
  project.hasDue([delivery({ forced: true })]);
  project.rpc.announcement_report = reports;
  const handle = drained.project.serve(notifyIosBuild);
  return {
    drained,
    project,
    async call(init?: RequestInit) {
      let response: Response | undefined;
      handle(notify(init)).then((answer) => response = answer);
      await project.clock.until(() => response !== undefined);
      return response ?? Response.error();
    },
  };
}

test("announces ios again, delivers both legs itself and answers the contract, exactly", async () => {
  const { call, project, drained } = notifying(() => report(true));
  const response = await call();
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    broadcast: { ok: true, status: 202 },
    apns: { sent: 2, total: 3, results: [{ device: 7, status: 410, reason: "Unregistered" }] },
    complete: true,
    announcement,
  });
  expect(project.called("reannounce")[0]?.args).toEqual({ component: "ios", reason: "notify-ios-build" });
  expect(project.broadcasts).toHaveLength(1);
  expect(drained.sentCount()).toBe(3);
});

test("an empty body and {} are fine, anything else is not", async () => {
  const headers = { authorization: "Bearer notify-secret-0123456789", "content-type": "application/json" };
  expect((await notifying(() => report(true)).call({ headers, body: "{}" })).status).toBe(200);
  const { call, project } = notifying(() => report(true));
  expect((await refusal(await call({ headers, body: '{"component":"web"}' }))).code).toBe("body_invalid");
  expect(project.called("reannounce")).toEqual([]);
});

test("what other workers deliver is waited for", async () => {
  let asked = 0;
  const { call } = notifying(() => report(++asked === 4));
  expect(await (await call()).json()).toMatchObject({ complete: true });
  expect(asked).toBe(4);
});

test("after 20 s it answers with what there is, and hands the rest over", async () => {
  const { call, project, drained } = notifying(() => report(false, 0));
  project.apns = () => new Promise(() => {});
  const startedAt = project.clock.now;
  const response = await call();
  expect(await response.json()).toMatchObject({ complete: false, broadcast: { ok: false, status: null } });
  expect(project.clock.now - startedAt).toBeGreaterThanOrEqual(20_000);
  expect(project.clock.now - startedAt).toBeLessThanOrEqual(20_500);
  await project.settled();
  expect(drained.written().at(-1)?.disposition).toBe("released");
  expect(project.called("wake_push")).toHaveLength(1);
});

test.each([
  ["failed", "InvalidProviderToken", "APNs answered 403"],
  ["failed", "topic_missing", null],
  ["skipped", "not_configured", null],
  ["skipped", "stopped_by_hand", "wrong notes: 3 devices were not told"],
  ["superseded", null, null],
  [null, null, null],
])("pushes that %s with %s are not complete, and say why", async (state, error, detail) => {
  const { broadcast } = report(true);
  const apns = { sent: 0, total: 0, results: [], state, error, detail };
  const { call } = notifying(() => ({ announcement, broadcast, apns, complete: true }));
  expect(await (await call()).json()).toEqual({
    broadcast: { ok: true, status: 202 },
    apns: {
      sent: 0,
      total: 0,
      results: [],
      stopped: error ?? state ?? "transport_off",
      ...(detail === null ? {} : { detail }),
    },
    complete: false,
    announcement,
  });
});

test("a broadcast that fails does not stop the pushes", async () => {
  const { call, project, drained } = notifying(() => report(true));
  project.realtime = () => Response.json({}, { status: 500 });
  expect((await call()).status).toBe(200);
  expect(drained.sentCount()).toBe(3);
});

test("a project without that component says so", async () => {
  const { call, project } = notifying(() => report(true));
  project.rpc.reannounce = () => raised(404, "component_unknown");
  expect(await refusal(await call())).toMatchObject({ status: 404, code: "component_unknown" });
});
