import { expect, test } from "vitest";
import { devices } from "../../../functions/devices/index.ts";
import { Project, publishableKey, secretKey } from "../support/project.ts";
import { device } from "../support/requests.ts";

const minimal = { component: "ios", token: "ABCDEF0123", environment: "production" };
const full = {
  ...minimal,
  topic: "com.example.app",
  kind: "device",
  installed_build: 130,
  installation_id: "0b2e0e0a-0000-4000-8000-000000000001",
  channel: "beta",
  os_version: "18.1",
  locale: "en",
};

/** The wire says `environment`; in the database that word means where something is deployed. */
function stored({ environment, ...device }: typeof minimal) {
  return { ...device, apns_environment: environment, token: "abcdef0123", client_address: "203.0.113.7" };
}

function registering() {
  const project = new Project();
  project.rpc.register_device = () => ({ registered: true, component: "ios", current_build: 131 });
  project.rpc.unregister_device = () => true;
  return { project, handle: project.serve(devices) };
}

test("answers with the current build and passes every field on, the token in lower case", async () => {
  const { project, handle } = registering();
  const response = await handle(device(full));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ registered: true, component: "ios", current_build: 131 });
  expect(project.calls).toEqual([{
    name: "register_device",
    args: stored(full),
    apikey: secretKey,
  }]);
});

test("an installed build may be a date", async () => {
  const { project, handle } = registering();
  expect((await handle(device({ ...minimal, installed_build: 202611270105 }))).status).toBe(200);
  expect(project.calls[0]?.args).toMatchObject({ installed_build: 202611270105 });
});

test("the last six fields may be absent", async () => {
  const { project, handle } = registering();
  expect((await handle(device(minimal))).status).toBe(200);
  expect(project.calls[0]?.args).toEqual(stored(minimal));
});

test.each([
  [{ "cf-connecting-ip": "203.0.113.7", "x-forwarded-for": "10.0.0.1" }, "203.0.113.7"],
  [{ "x-forwarded-for": "6.6.6.6, 203.0.113.9" }, "203.0.113.9"],
  [{}, "unknown"],
])("with %o the caller is counted as %s", async (more, address) => {
  const { project, handle } = registering();
  const headers = { apikey: publishableKey, "content-type": "application/json", ...more };
  await handle(device(minimal, { headers: new Headers(Object.entries(headers)) }));
  expect(project.calls[0]?.args.client_address).toBe(address);
});

test.each([true, false])(
  "unregistering answers 204, whether the device was known (%s) or not",
  async (known) => {
    const { project, handle } = registering();
    project.rpc.unregister_device = () => known;
    const response = await handle(device({ token: "ABCD", topic: "com.example.app" }, { method: "DELETE" }));
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(project.calls[0]).toMatchObject({
      name: "unregister_device",
      args: { token: "abcd", topic: "com.example.app" },
    });
  },
);
