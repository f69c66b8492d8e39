import { expect, test } from "vitest";
import { devices } from "../../../functions/devices/index.ts";
import { Project, raised } from "../support/project.ts";
import { device, refusal } from "../support/requests.ts";

const good = { component: "ios", token: "abcdef", environment: "production" };

test.each<[string, Record<string, unknown>]>([
  ["token missing", { token: undefined }],
  ["token that is no hex", { token: "xyz123" }],
  ["token of odd length", { token: "abc" }],
  ["token empty", { token: "" }],
  ["token too long", { token: "ab".repeat(257) }],
  ["token with a path in it", { token: "../../3/device/ab" }],
  ["token a number", { token: 1234 }],
  ["build a string", { installed_build: "130" }],
  ["build negative", { installed_build: -1 }],
  ["build null", { installed_build: null }],
  ["build 2^53", { installed_build: 2 ** 53 }],
  ["build with a fraction", { installed_build: 1.5 }],
  ["environment unknown", { environment: "staging" }],
  ["environment missing", { environment: undefined }],
  ["component missing", { component: undefined }],
  ["component that is no key", { component: "iOS; drop table" }],
  ["topic empty", { topic: "" }],
  ["topic with a line break", { topic: "com.example\r\napns-x: 1" }],
  ["kind empty", { kind: "" }],
  ["channel unknown", { channel: "stable" }],
  ["installation that is no uuid", { installation_id: "me" }],
  ["os_version too long", { os_version: "1".repeat(65) }],
  ["locale a number", { locale: 1 }],
  ["unknown key", { extra: true }],
  ["a NUL in a text", { os_version: "18\u0000" }],
  ["a NUL in a key", { "o\u0000": "18" }],
  ["half of a surrogate pair in a text", { os_version: "18\ud83d" }],
])("%s", async (_, change) => {
  const project = new Project();
  const answer = await refusal(await project.serve(devices)(device({ ...good, ...change })));
  expect(answer).toMatchObject({ status: 422, code: "body_invalid", keys: ["code", "message"] });
  expect(project.calls).toEqual([]);
});

test.each(["null", '"text"', "[]", "1"])("a body that is %s", async (body) => {
  const project = new Project();
  expect(await refusal(await project.serve(devices)(device(body)))).toMatchObject({
    status: 422,
    code: "body_invalid",
  });
});

test("an empty body", async () => {
  const project = new Project();
  expect(await refusal(await project.serve(devices)(device("")))).toMatchObject({
    status: 400,
    code: "body_not_json",
  });
});

test.each([
  [422, "topic_unknown", null],
  [422, "component_unknown", null],
  [422, "topic_required", null],
  [503, "registration_busy", "2"],
])("the database's own refusal %i %s", async (status, code, retryAfter) => {
  const project = new Project();
  project.rpc.register_device = () => raised(status, code);
  const answer = await refusal(await project.serve(devices)(device(good)));
  expect(answer).toMatchObject({ status, code });
  expect(answer.headers.get("retry-after")).toBe(retryAfter);
});

test("over a limit it says after how many seconds of its own a device comes again", async () => {
  const project = new Project();
  project.rpc.register_device = () => ({ registered: false, retry_after_s: 217 });
  const answer = await refusal(await project.serve(devices)(device(good)));
  expect(answer).toMatchObject({ status: 429, code: "registration_limited", keys: ["code", "message"] });
  expect(answer.headers.get("retry-after")).toBe("217");
});
