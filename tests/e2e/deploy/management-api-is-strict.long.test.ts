import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type ManagementApi, startManagementApi } from "../../support/management-api/management-api.ts";
import { makeFreshCopy } from "./fresh-copy.ts";

let api: ManagementApi;
beforeEach(async () => {
  api = await startManagementApi();
  onTestFinished(api.stop);
});

const apiUrl = () => /api_url: (.*)/.exec(api.profile)?.[1] ?? "";
const call = (method: string, path: string, body?: BodyInit, token = api.accessToken) =>
  fetch(`${apiUrl()}/v1/projects/${api.projectRef}${path}`, {
    method,
    body,
    headers: { authorization: `Bearer ${token}` },
  });

function upload(metadata: unknown, files: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries(files)) form.append("file", new File([text], name));
  if (metadata !== undefined) form.append("metadata", JSON.stringify(metadata));
  return form;
}
const good = { entrypoint_path: "a.ts", verify_jwt: false };

test("one function is deployed at once", async () => {
  expect((await call("POST", "/functions/deploy?slug=a", upload(good, { "a.ts": "1" }))).status).toBe(201);
  expect(api.functions.get("a")).toMatchObject({ version: 1, byteCount: 1, metadata: good });
});

test("several are bundled first, and run only after the bulk call", async () => {
  await call("POST", "/functions/deploy?slug=a&bundleOnly=true", upload(good, { "a.ts": "1" }));
  expect(api.functions.size).toBe(0);
  expect((await call("PUT", "/functions", JSON.stringify([{ slug: "b" }]))).status).toBe(400);
  expect((await call("PUT", "/functions", JSON.stringify([{ slug: "a" }]))).status).toBe(200);
  expect([...api.functions.keys()]).toEqual(["a"]);
});

test.each([
  ["a function without its entry", "a", upload(good, { "b.ts": "1" }), 400],
  [
    "a function without its import map",
    "a",
    upload({ ...good, import_map_path: "m.json" }, { "a.ts": "1" }),
    400,
  ],
  ["a function above 5 MB", "a", upload(good, { "a.ts": "x".repeat(5 * 1024 * 1024 + 1) }), 413],
  ["an upload without metadata", "a", upload(undefined, { "a.ts": "1" }), 400],
  ["a slug with a slash", "a/b", upload(good, { "a.ts": "1" }), 400],
])("refuses %s", async (_name, slug, body, status) => {
  const answer = await call("POST", `/functions/deploy?slug=${encodeURIComponent(slug)}`, body);
  expect(answer.status).toBe(status);
  expect(api.functions.size).toBe(0);
  expect(api.refusals).toHaveLength(1);
  await answer.body?.cancel();
});

test("refuses a foreign token and unknown calls", async () => {
  expect((await call("GET", "/functions", undefined, "sbp_wrong")).status).toBe(401);
  expect((await call("GET", "/branches")).status).toBe(404);
});

test("the real CLI sets secrets, skips reserved names, and deploys a single function", async () => {
  const copy = await makeFreshCopy();
  onTestFinished(copy.remove);
  const set = await copy.supabase(api, ["secrets", "set", "TELEGRAM_CHAT_ID=1", "SUPABASE_URL=x"]);
  expect([set.code, [...api.secretNames]]).toEqual([0, ["TELEGRAM_CHAT_ID"]]);
  const deploy = await copy.supabase(api, ["functions", "deploy", "manifest", "--use-api"]);
  expect([deploy.code, [...api.functions.keys()]]).toEqual([0, ["manifest"]]);
  expect(api.calls).not.toContain("PUT /functions");
});
