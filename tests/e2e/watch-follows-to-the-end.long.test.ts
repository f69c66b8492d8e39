import { afterAll, beforeAll, expect, test } from "vitest";
import { spawn } from "../../scripts/runtime.ts";
import { progressSchema } from "../../functions/_shared/contract/announcements.ts";
import { type LoadedStack, startLoadedStack } from "../support/loaded-stack.ts";
import { until } from "../support/until.ts";

let on: LoadedStack;
beforeAll(async () => {
  on = await startLoadedStack({ devices: 800 });
});
afterAll(() => on.stop());

async function slipway(args: string[], env: Record<string, string> = {}) {
  const child = spawn("bin/slipway", args, { env });
  const [stdout, stderr, code] = await Promise.all([
    Array.fromAsync(child.stdout),
    Array.fromAsync(child.stderr),
    child.exited,
  ]);
  return { stdout, stderr: stderr.join("\n"), code };
}

test("watch --json prints looks until the announcement is everywhere, and ends with code 0", async () => {
  const env = { SLIPWAY_URL: on.info.api_url, SLIPWAY_SECRET_KEY: on.info.secret_key };
  const nothing = await slipway(["watch"], env);
  expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining("announcement_unknown")]);

  await on.control(on.info.apns.control_url, "PUT", { delay_ms: 2_000 });
  await on.move();
  const watched = await slipway(["watch", "--json", "--interval", "50"], env);
  expect(watched.code).toBe(0);
  const looks = watched.stdout.map((line) => progressSchema.parse(JSON.parse(line)));
  expect(looks.length).toBeGreaterThan(1);
  expect(looks[0]?.complete).toBe(false);
  expect(looks.at(-1)).toMatchObject({
    complete: true,
    seq: 1,
    runs: [{ state: "finished", answered: 800, sent: 800 }, { state: "finished", answered: 0 }],
  });
  expect(watched.stdout.join("")).not.toContain(on.info.secret_key);
});

test("watch --stop ends what is under way at once, names who was not told, and leaves nothing pending", async () => {
  const env = { SLIPWAY_URL: on.info.api_url, SLIPWAY_SECRET_KEY: on.info.secret_key };
  await on.control(on.info.apns.control_url, "PUT", { delay_ms: 4_000 });
  await on.move();
  const { id } = await on.latest();
  await until(
    "the fan-out has begun",
    async () => (await on.sql`select from ship.push_batches where state = 'leased'`).length > 0,
  );
  const stopped = await slipway(["watch", "--stop", "wrong notes", "--json", "--interval", "50"], env);
  await on.control(on.info.apns.control_url, "PUT", { delay_ms: 0 });

  expect(stopped.code).toBe(0);
  const last = progressSchema.parse(JSON.parse(stopped.stdout.at(-1) ?? ""));
  expect(last).toMatchObject({ announcement: id, complete: true });
  const production = last.runs.find(({ apns_environment }) => apns_environment === "production");
  expect(production).toMatchObject({
    state: "stopped",
    reason: "stopped_by_hand",
    detail: expect.stringMatching(/^wrong notes: \d+ devices were not told$/),
  });
  expect(production?.sent).toBeLessThan(800);
  const open = await on
    .sql`select from ship.deliveries where announcement_id = ${id} and finished_at is null`;
  expect(open).toHaveLength(0);
  // looked at again it is no success
  expect((await slipway(["watch", id], env)).code).toBe(1);

  await on.move();
  await on.ended((await on.latest()).id);
  expect((await on.served((await on.latest()).id)).tokens).toBe(800);
});

test("without credentials it says which are missing and exits with 4; a wrong id is a usage error", async () => {
  const blank = { SLIPWAY_URL: "", SLIPWAY_SECRET_KEY: "" };
  const missing = await slipway(["watch"], blank);
  expect(missing.code).toBe(4);
  expect(missing.stderr).toContain("credential_missing");
  expect(missing.stderr).toContain("SLIPWAY_URL, SLIPWAY_SECRET_KEY");
  expect((await slipway(["watch", "nonsense"], blank)).code).toBe(2);
});
