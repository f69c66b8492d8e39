import { expect, test } from "vitest";
import { updates } from "../../../functions/updates/index.ts";
import { Project, publishableKey, raised } from "../support/project.ts";
import { get, refusal } from "../support/requests.ts";
import { feed } from "../support/rows.ts";

function serving(more: Record<string, unknown> = {}) {
  const project = new Project();
  project.rpc.update_feed = () => feed(more);
  return { project, handle: project.serve(updates) };
}

const live = (init: RequestInit = {}) => get("updates/ios/live", init);

test("the fields come in the order of the wire contract, whatever the order of the database, without fields of its own", async () => {
  const policy = {
    message: null,
    nudge_every_s: 86_400,
    min_build: 120,
    contact_url: null,
    recommended_build: 131,
    force_after: null,
    min_version: "1.2.0",
    secret: 1,
  };
  const { project, handle } = serving({ policy, surprise: true });
  const body = JSON.parse(await (await handle(live())).text());
  expect(Object.keys(body)).toEqual([
    "schema",
    "component",
    "channel",
    "seq",
    "generated_at",
    "valid_until",
    "offers",
    "marks",
    "policy",
  ]);
  expect(Object.keys(body.offers[0])).toEqual([
    "build",
    "version",
    "channel",
    "bps",
    "salt",
    "available_at",
    "severity",
    "requires_build",
    "min_os",
    "max_os",
    "url",
    "notes",
    "notes_url",
  ]);
  expect(Object.keys(body.marks[0])).toEqual(["build", "severity"]);
  expect(Object.keys(body.policy)).toEqual([
    "min_build",
    "min_version",
    "force_after",
    "recommended_build",
    "nudge_every_s",
    "message",
    "contact_url",
  ]);
  expect(project.calls).toEqual([
    { name: "update_feed", args: { component: "ios", channel: "live" }, apikey: publishableKey },
  ]);
});

test("two isolates serve the same bytes under the same tag", async () => {
  const [one, other] = await Promise.all([serving(), serving()].map(({ handle }) => handle(live())));
  expect(await one?.text()).toBe(await other?.text());
  expect(one?.headers.get("etag")).toMatch(/^"[0-9a-f]{64}"$/);
  expect(one?.headers.get("etag")).toBe(other?.headers.get("etag"));
});

test("anyone may read it, and anything on the way may keep it for half a minute", async () => {
  const { headers } = await serving().handle(live());
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(headers.get("access-control-expose-headers")).toBe("etag, retry-after, x-slipway-signature");
  expect(headers.get("cache-control")).toBe("public, max-age=30");
  expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(headers.get("vary")).toBe("accept-encoding");
  expect(headers.get("x-slipway-signature")).toBe(null);
});

test("who has it gets 304 with the same headers and no body; HEAD gets no body", async () => {
  const { handle } = serving();
  const first = await handle(live());
  const etag = first.headers.get("etag") ?? "";
  const again = await handle(live({ headers: { "if-none-match": `W/${etag}` } }));
  const head = await handle(live({ method: "HEAD" }));
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect([head.status, await head.text()]).toEqual([200, ""]);
  for (const name of ["etag", "cache-control", "vary", "access-control-allow-origin"]) {
    expect(again.headers.get(name)).toBe(first.headers.get(name));
    expect(head.headers.get(name)).toBe(first.headers.get(name));
  }
});

test.each([["component_unknown"], ["channel_unknown"]])(
  "what the database does not know is 404 %s",
  async (code) => {
    const { project, handle } = serving();
    project.rpc.update_feed = () => raised(404, code);
    expect(await refusal(await handle(live()))).toMatchObject({
      status: 404,
      code,
      keys: ["code", "message"],
    });
  },
);

test.each([
  ["updates/IOS/live", "component_unknown"],
  ["updates/a%00b/live", "component_unknown"],
  [`updates/${"a".repeat(49)}/live`, "component_unknown"],
  ["updates/ios/gamma", "channel_unknown"],
  ["updates/ios/live%2Ftauri.json", "channel_unknown"],
  ["updates/ios", "path_unknown"],
  ["updates", "path_unknown"],
  ["updates/ios/live/", "path_unknown"],
  ["updates/ios/live/latest.json", "path_unknown"],
  ["updates/ios/live/latest-windows.yml", "path_unknown"],
  ["updates/ios/live/appcast.xml/more", "path_unknown"],
  ["updates/ios/live/tauri/darwin/aarch64", "path_unknown"],
  ["updates/ios/%E0%A4%A", "path_unknown"],
  ["updates/.well-known/other", "component_unknown"],
])("%s is 404 %s without a question to the database", async (path, code) => {
  const { project, handle } = serving();
  expect(await refusal(await handle(get(path)))).toMatchObject({ status: 404, code });
  expect(project.calls).toEqual([]);
});

test.each(["", "-1", "1.5", "1e3", "abc", "9007199254740992", "0x10", "%20"])(
  "seq=%s is no number of an announcement: 422",
  async (seq) => {
    const { project, handle } = serving();
    const answer = await refusal(await handle(get(`updates/ios/live?seq=${seq}`)));
    expect(answer).toMatchObject({ status: 422, code: "query_invalid" });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(project.calls).toEqual([]);
  },
);

test.each(["/updates/ios/live", "/functions/v1/slipway-updates/ios/live", "/slipway-updates/ios/live"])(
  "%s: where the gateway has cut its own part off, and where the function has another name",
  async (path) => {
    const { project, handle } = serving();
    expect((await handle(new Request(`http://project.test${path}`))).status).toBe(200);
    expect(project.calls[0]?.args).toEqual({ component: "ios", channel: "live" });
  },
);
