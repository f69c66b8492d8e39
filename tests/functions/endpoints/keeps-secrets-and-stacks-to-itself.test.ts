import { expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { devices } from "../../../functions/devices/index.ts";
import { manifest } from "../../../functions/manifest/index.ts";
import {
  chatId,
  notifySecret,
  p8,
  Project,
  publishableKey,
  secretKey,
  telegramToken,
} from "../support/project.ts";
import { bare, device, wake } from "../support/requests.ts";
import { chat, delivery } from "../support/rows.ts";

const token = "abcdef0123456789";
const secrets = [
  publishableKey,
  secretKey,
  notifySecret,
  telegramToken,
  p8.slice(40, 80),
  token,
  "at file:",
  "    at ",
];

function expectClean(text: string) {
  for (const secret of secrets) expect(text).not.toContain(secret);
}

test("a defect answers 500 and shows nothing of itself", async () => {
  const project = new Project();
  project.rpc.manifest = () => ({ surprise: true });
  const response = await project.serve(manifest)(bare());
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({ code: "database_answer_unexpected" });
  expectClean(text + project.lines.join());
});

test("a database error may quote a row: neither caller nor log sees it", async () => {
  const project = new Project();
  const message = `duplicate key (topic, token)=(x, ${token}) ${secretKey}`;
  project.rpc.register_device = () =>
    Response.json({ code: "23505", message, details: message }, { status: 409 });
  const response = await project.serve(devices)(
    device({ component: "ios", token, environment: "production" }),
  );
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(JSON.parse(text).code).toBe("database_unavailable");
  expectClean(text + project.lines.join());
});

test.each([
  ["a refusal that quotes its input", { component: "ios", token: `${token}zz`, environment: "production" }],
  ["an unknown key that is a secret", { [secretKey]: 1, [token]: 2 }],
])("%s", async (_, body) => {
  const project = new Project();
  const response = await project.serve(devices)(device(body));
  expect(response.status).toBe(422);
  expectClean(await response.text() + project.lines.join());
});

test("a transport error names a URL with the bot token in it: it goes nowhere", async () => {
  const project = new Project();
  project.hasDue([delivery(), chat({ id: 2 })]);
  project.telegram = ({ url }) => {
    throw new TypeError(`error sending request for ${url}`);
  };
  project.realtime = ({ headers }) =>
    Response.json({ message: `bad key ${headers.apikey}` }, { status: 401 });
  const response = await project.serve(announce)(wake());
  await project.settled();
  const told = project.called("finish_delivery").map((call) => JSON.stringify(call.args)).join();
  expect(told).toContain("transport_error");
  expect(told).toContain("broadcast_refused");
  expectClean(await response.text() + told + project.lines.join());
  expect(project.lines.join()).not.toContain(chatId);
});
