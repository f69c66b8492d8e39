import { expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { devices } from "../../../functions/devices/index.ts";
import { notifyIosBuild } from "../../../functions/notify-ios-build/index.ts";
import { push } from "../../../functions/push/index.ts";
import { notifySecret, Project, publishableKey, secretKey } from "../support/project.ts";
import { bare, refusal } from "../support/requests.ts";

const foreign = "sb_secret_of_another_project";
const handlers = { announce, push, devices, notifyIosBuild };
const wrong: [keyof typeof handlers, string, Record<string, string>][] = [
  ...(["announce", "push"] as const).flatMap((name): [typeof name, string, Record<string, string>][] => [
    [name, "missing", {}],
    [name, "empty", { apikey: "" }],
    [name, "foreign", { apikey: foreign }],
    [name, "publishable", { apikey: publishableKey }],
    [name, "as bearer", { authorization: `Bearer ${secretKey}` }],
  ]),
  ["devices", "missing", {}],
  ["devices", "foreign", { apikey: foreign }],
  ["devices", "as bearer", { authorization: `Bearer ${publishableKey}` }],
  ["notifyIosBuild", "missing", {}],
  ["notifyIosBuild", "wrong", { authorization: "Bearer wrong" }],
  ["notifyIosBuild", "a prefix", { authorization: `Bearer ${notifySecret.slice(0, -1)}` }],
  ["notifyIosBuild", "no scheme", { authorization: notifySecret }],
  ["notifyIosBuild", "a secret key", { apikey: secretKey }],
];

test.each(wrong)("%s with a credential that is %s", async (name, _, headers) => {
  const project = new Project();
  // A body that would be refused too: the credential must be judged first.
  const request = bare({ method: "POST", headers, body: "no json" });
  const response = await project.serve(handlers[name])(request);
  expect(await refusal(response)).toMatchObject({
    status: 401,
    code: "credential_invalid",
    keys: ["code", "message"],
  });
  expect(project.calls).toEqual([]);
  expect(project.background).toEqual([]);
});

test("a named key of the project is as good as the default one", async () => {
  const project = new Project();
  project.rpc.claim_deliveries = () => [];
  const headers = { apikey: "sb_secret_cron_0123456789" };
  const response = await project.serve(announce)(
    bare({ method: "POST", headers }),
  );
  expect(response.status).toBe(202);
});

test("devices also takes the secret key", async () => {
  const project = new Project();
  const request = bare({ method: "POST", headers: { apikey: secretKey } });
  expect((await project.serve(devices)(request)).status).toBe(400);
});

test("nobody is right while no notify secret is set", async () => {
  const project = new Project();
  delete project.env.NOTIFY_IOS_BUILD_SECRET;
  const request = bare({
    method: "POST",
    headers: { authorization: "Bearer " },
  });
  const answer = await refusal(await project.serve(notifyIosBuild)(request));
  expect(answer).toMatchObject({ status: 503, code: "not_configured" });
  expect(answer.headers.get("retry-after")).toBe("60");
  expect(project.calls).toEqual([]);
});
