import { afterAll, expect, test } from "vitest";
import { startProvider } from "./provider.ts";

const { apns, control, stop } = await startProvider();
afterAll(stop);

test.each([
  ["several unknown settings, all named", { speed: 1, rules: [{ reson: "Shutdown", next: 1 }] }, [
    "speed",
    "rules.0.reson",
  ]],
  ["an unknown reason without a status", { rules: [{ reason: "TooSunny" }] }, ["rules.0"]],
  ["a rule that does nothing", { rules: [{ next: 1 }] }, ["rules.0"]],
  ["a reason and an action at once", { rules: [{ reason: "Shutdown", action: "hang" }] }, ["rules.0"]],
  ["a share above 1", { rules: [{ reason: "Shutdown", share: 1.5 }] }, ["rules.0.share"]],
  ["a token in upper case", { rules: [{ reason: "Shutdown", tokens: ["AB"] }] }, ["rules.0.tokens.0"]],
  ["a limit of no streams", { max_concurrent_streams: 0 }, ["max_concurrent_streams"]],
  ["no object", [1], ["body"]],
])("%s", async (_name, settings, problems) => {
  const before = (await control("GET")).body.settings;
  const { status, body } = await control("PUT", "", settings);
  expect([status, body.code]).toEqual([422, "settings_invalid"]);
  expect(body.problems.map((problem: string) => problem.split(":")[0]).sort()).toEqual(
    expect.arrayContaining(problems.sort()),
  );
  expect((await control("GET")).body.settings).toEqual(before);
});

test("a body that is no JSON", async () => {
  const response = await fetch(apns.controlUrl, { method: "PUT", body: "{" });
  expect([response.status, (await response.json()).code]).toEqual([400, "body_not_json"]);
});

test.each([
  ["GET", "/nowhere", 404, "not_found"],
  ["POST", "", 405, "method_not_allowed"],
  ["GET", "/goaway", 405, "method_not_allowed"],
  ["GET", "/token/XY", 422, "token_invalid"],
  ["GET", "/tokens?build=new", 422, "settings_invalid"],
  ["POST", "/goaway", 200, undefined],
])("%s %s", async (method, path, status, code) => {
  const answer = await control(method, path);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});
