import { expect, test } from "vitest";
import { check } from "../../../functions/check/index.ts";
import { Project, publishableKey, raised } from "../support/project.ts";
import { get, refusal } from "../support/requests.ts";

const decision = {
  reason: "newer_build",
  url: "https://apps.apple.com/app/id1",
  kind: "available",
  build: 131,
  can_skip: true,
  version: "1.0.0",
  severity: "normal",
  deadline: null,
  message: null,
  contact_url: null,
};

function deciding() {
  const project = new Project();
  project.rpc.check_update = () => decision;
  return { project, handle: project.serve(check) };
}

test("what the database decides, in the order of the wire contract, for this client alone", async () => {
  const { project, handle } = deciding();
  const headers = { "x-installation-id": "11111111-2222-3333-4444-555555555555" };
  const response = await handle(
    get("check?component=ios&channel=beta&build=130&os=18.1&manual=1&later=x", { headers }),
  );
  const text = await response.text();
  expect(JSON.parse(text)).toEqual(decision);
  expect(Object.keys(JSON.parse(text))).toEqual(
    [
      "kind",
      "build",
      "version",
      "url",
      "severity",
      "can_skip",
      "deadline",
      "message",
      "contact_url",
      "reason",
    ],
  );
  expect(project.calls).toEqual([{
    name: "check_update",
    args: {
      component: "ios",
      channel: "beta",
      build: 130,
      os: "18.1",
      installation_id: "11111111-2222-3333-4444-555555555555",
      is_manual: true,
    },
    apikey: publishableKey,
  }]);
});

test("only the component must be said", async () => {
  const { project, handle } = deciding();
  expect((await handle(get("check?component=ios"))).status).toBe(200);
  expect(project.calls[0]?.args).toEqual({ component: "ios", channel: "live", is_manual: false });
});

test("nobody keeps it, pages of any origin may ask, also with an installation id; HEAD has no body", async () => {
  const { project, handle } = deciding();
  const response = await handle(get("check?component=ios"));
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  const preflight = await handle(get("check", { method: "OPTIONS" }));
  expect(preflight.headers.get("access-control-allow-headers")).toContain("x-installation-id");
  const head = await handle(get("check?component=ios", { method: "HEAD" }));
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect(project.calls).toHaveLength(2);
});

test.each(["component_unknown", "channel_unknown"])("404 %s", async (code) => {
  const { project, handle } = deciding();
  project.rpc.check_update = () => raised(404, code);
  expect(await refusal(await handle(get("check?component=ios")))).toMatchObject({ status: 404, code });
});

test("everything that is wrong is named at once, without what was sent, and the database is not asked", async () => {
  const { project, handle } = deciding();
  const headers = { "x-installation-id": "i".repeat(201) };
  const response = await handle(get("check?channel=&build=1.5&os=a%00b&manual=yes", { headers }));
  const { code, message } = await response.json();
  expect([response.status, code]).toEqual([422, "query_invalid"]);
  for (const name of ["component", "channel", "build", "os", "manual", "x-installation-id"]) {
    expect(message).toContain(name);
  }
  expect(message).not.toMatch(/1\.5|yes|iii/);
  expect(project.calls).toEqual([]);
});

test.each(["build=-1", "build=", "build=9007199254740992", "manual=2", `os=${"1".repeat(65)}`])(
  "%s is refused",
  async (wrong) => {
    const { handle } = deciding();
    expect(await refusal(await handle(get(`check?component=ios&${wrong}`)))).toMatchObject({ status: 422 });
  },
);

test("an installation id is taken from its header alone: a URL ends in logs", async () => {
  const { project, handle } = deciding();
  await handle(get("check?component=ios&x-installation-id=me"));
  expect(project.calls[0]?.args).not.toHaveProperty("installation_id");
});
