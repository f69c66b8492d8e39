import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startStoreStack } from "../../../e2e/store.ts";
import { createForeign, type Foreign } from "../../../support/foreign.ts";
import { type ManagementApi, startManagementApi } from "../../../support/management-api/management-api.ts";

let on: Awaited<ReturnType<typeof startStoreStack>>;
let at: Foreign;
let api: ManagementApi;
beforeAll(async () => {
  [on, at, api] = await Promise.all([startStoreStack({ devices: 0 }), createForeign(), startManagementApi()]);
  expect((await at.run("init", "--yes")).code).toBe(0);
  await at.write(".git/profile.yaml", api.profile);
  const version = JSON.parse(await at.read("version.json"));
  version.ship.environment.project_ref = api.projectRef;
  version.components.ios = {
    ...{ name: "Helper", label: "ios", kind: "ios", version: "1.0", build: 114, paths: ["ios"] },
    store: { type: "app-store-connect", app_id: "1234567890", auto: true },
  };
  await at.write("version.json", `${JSON.stringify(version, null, 2)}\n`);
}, 180_000);
afterAll(async () => {
  await Promise.all([on?.stop(), at?.stop(), api?.stop()]);
});

/** Runs it beside the platform, whose function knows the platform's own secret. */
async function webhook(args: string[], more: Record<string, string> = {}) {
  const { ASC_KEY_ID = "", ASC_ISSUER_ID = "", ASC_PRIVATE_KEY = "", ASC_API_URL = "" } =
    on.stack.functionsEnv;
  return await at.run("ios", "webhook", ...args, {
    env: {
      ...{ ASC_KEY_ID, ASC_ISSUER_ID, ASC_API_URL, ASC_KEY_P8: ASC_PRIVATE_KEY },
      ...{ SLIPWAY_URL: on.info.api_url, SLIPWAY_SECRET_KEY: on.info.secret_key },
      ASC_WEBHOOK_SECRET: on.secret,
      SUPABASE_PROFILE: join(at.root, ".git/profile.yaml"),
      ...{ SUPABASE_HOME: at.home, SUPABASE_ACCESS_TOKEN: api.accessToken, SUPABASE_NO_KEYRING: "1" },
      TMPDIR: at.home,
      ...more,
    },
  });
}

const resultOf = ({ stdout, stderr }: { stdout: string; stderr: string }) => {
  expect(stdout, stderr).not.toBe("");
  return JSON.parse(stdout);
};

test("a ping without a webhook says what to do", async () => {
  const { code, stderr } = await webhook(["ping"]);
  expect([code, stderr]).toEqual([1, expect.stringContaining("webhook_missing")]);
  expect((await webhook(["status"])).stdout).toContain("none: slipway ios webhook install");
});

test("a dry run changes nothing; a run sets the function's secrets and creates the webhook; another run changes nothing", async () => {
  const dry = resultOf(await webhook(["install", "--dry-run", "--json"]));
  expect(dry).toMatchObject({
    webhooks: [{ action: "create", id: null }],
    secrets: "would_set",
    dry_run: true,
  });
  expect([(await on.received()).webhooks, api.secretValues.size]).toEqual([[], 0]);

  const first = await webhook(["install", "--json"]);
  expect(first.code, first.stderr).toBe(0);
  const made = resultOf(first);
  expect(made).toEqual({
    webhooks: [{
      ...{ app_id: "1234567890", components: ["ios"], url: on.webhookUrl, action: "create" },
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    }],
    secrets: "set",
    dry_run: false,
  });
  expect(first.stdout + first.stderr).not.toContain(on.secret);
  expect([...api.secretValues.keys()].sort()).toEqual([
    "ASC_ISSUER_ID",
    "ASC_KEY_ID",
    "ASC_PRIVATE_KEY",
    "ASC_WEBHOOK_SECRET",
  ]);
  expect(api.secretValues.get("ASC_WEBHOOK_SECRET")).toBe(on.secret);
  expect(api.secretValues.get("ASC_PRIVATE_KEY")?.replaceAll("\\n", "\n").trim())
    .toBe(on.stack.functionsEnv.ASC_PRIVATE_KEY?.trim());

  api.secretValues.clear();
  const again = resultOf(await webhook(["install", "--json"]));
  expect(again).toMatchObject({
    webhooks: [{ action: "keep", id: made.webhooks[0].id }],
    secrets: "kept",
  });
  expect(api.secretValues.size).toBe(0);
});

test("a ping goes from the store to Postgres, and status shows both ends", async () => {
  const pinged = await webhook(["ping", "--json"]);
  expect(pinged.code, pinged.stderr).toBe(0);
  expect(resultOf(pinged)).toMatchObject({ answered: [{ app_id: "1234567890" }] });
  const { apps: [app] } = resultOf(await webhook(["status", "--json"]));
  expect(app).toMatchObject({
    webhook: { enabled: true, url: on.webhookUrl },
    deliveries: [{ state: "SUCCEEDED", status: 200 }],
    apps: [{ component: "ios", auto_channel: "live", auto_bps: 10_000, error: null }],
    events: [{ type: "webhookPingCreated", outcome: "ping" }],
  });
  const { stdout } = await webhook(["status"]);
  expect(stdout).toContain("builds are announced on live to 100% by themselves");
});

test("a ping that does not arrive is named with what the store saw", async () => {
  await on.set({ webhooks: "lose" });
  const { code, stderr } = await webhook(["ping", "--timeout", "1"]);
  await on.set({ webhooks: "deliver" });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/webhook_silent[\s\S]*FAILED/)]);
});

test("a webhook that somebody changed is corrected, and keeps what it has besides", async () => {
  const { id } = resultOf(await webhook(["status", "--json"])).apps[0].webhook;
  const { stdout } = await webhook(["install", "--new-secret", "--out", "asc-webhook.env", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ webhooks: [{ id, action: "update" }], secrets: "written" });
  const file = join(at.root, "asc-webhook.env");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, "utf8")).toContain(`ASC_WEBHOOK_SECRET='${on.secret}'\n`);
  const refused = await webhook(["install", "--new-secret", "--out", "asc-webhook.env"]);
  expect([refused.code, refused.stderr]).toEqual([5, expect.stringContaining("file_exists")]);
});

test("--print shows the lines, because they were asked for", async () => {
  const { stdout } = await webhook(["install", "--new-secret", "--print"]);
  expect(stdout).toContain(`ASC_WEBHOOK_SECRET='${on.secret}'`);
});
