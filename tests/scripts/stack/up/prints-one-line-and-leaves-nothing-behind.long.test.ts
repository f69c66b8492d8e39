import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import postgres from "postgres";
import { expect, test, vi } from "vitest";
import { alive, end, slipway, stackUp, tree } from "./slipway.ts";

test.each(["SIGTERM", "SIGINT"] as const)(
  "one JSON line when ready; after %s no process and no file is left",
  async (signal) => {
    // Postgres runs as another account when this one is root: the folder must be open to it.
    const temporary = await mkdtemp(`${tmpdir()}/slipway-up-test-`, { encoding: "utf8" });
    await import("node:fs/promises").then(({ chmod }) => chmod(temporary, 0o777));
    const up = await stackUp([], { env: { TMPDIR: temporary } });
    const { info, run } = up;
    expect(info).toMatchObject({
      db_url: expect.stringMatching(/^postgres(ql)?:\/\/postgres:/),
      api_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      publishable_key: expect.stringMatching(/^sb_publishable_/),
      secret_key: expect.stringMatching(/^sb_secret_/),
      notify_secret: expect.stringMatching(/./),
      realtime_url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/realtime\/v1$/),
      apns: {
        production_url: expect.stringMatching(/^https:/),
        sandbox_url: expect.stringMatching(/^https:/),
        ca_cert: expect.stringContaining("BEGIN CERTIFICATE"),
        control_url: expect.stringMatching(/^http:/),
      },
      telegram: { control_url: expect.stringMatching(/^http:/) },
    });
    const sql = postgres(info.db_url, { max: 1 });
    const [role] = await sql`select rolname, rolsuper from pg_roles where rolname = current_user`;
    expect(role).toEqual({ rolname: "postgres", rolsuper: false });
    const pids = await tree(run.pid);
    expect(pids.length).toBeGreaterThan(4);

    expect(await end(up, signal)).toBe(0);

    expect(run.out).toHaveLength(1);
    await vi.waitFor(async () => expect(await alive(pids)).toEqual([]), { timeout: 60_000 });
    expect(await readdir(temporary)).toEqual([]);
    await sql.end({ timeout: 0 });
    await rm(temporary, { recursive: true });
  },
);

test("a SIGTERM during the start also ends cleanly", async () => {
  const run = slipway(["stack", "up", "--json"]);
  await vi.waitFor(async () => expect((await tree(run.pid)).length).toBeGreaterThan(2), {
    timeout: 60_000,
    interval: 10,
  });
  const pids = await tree(run.pid);
  run.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  await vi.waitFor(async () => expect(await alive(pids)).toEqual([]), { timeout: 60_000 });
});

test("when the stack itself is killed with -9, everything it started ends by itself", async () => {
  const up = await stackUp();
  const pids = await tree(up.run.pid);
  up.run.kill("SIGKILL");
  await vi.waitFor(async () => expect(await alive(pids)).toEqual([]), { timeout: 60_000, interval: 100 });
});
