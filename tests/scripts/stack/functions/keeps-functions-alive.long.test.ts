import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Functions, startFunctions } from "../../../../scripts/stack/functions/functions.ts";

const dir = `${import.meta.dirname}/fixtures`;
const env = { SUPABASE_URL: "http://127.0.0.1:1", EMPTY: "" };

describe.each(["2.9", "2.1"])("on Deno %s", (deno) => {
  let functions: Functions;
  const log: string[] = [];
  const logged = (code: string) => log.filter((line) => line.includes(`"${code}"`));
  const urlOf = (name: string) => {
    const target = functions.target(name);
    if (!("url" in target)) throw new Error(target.missing);
    return `${target.url}/${name}`;
  };
  const post = (action: string, body = {}) =>
    fetch(`${functions.controlUrl}/${action}`, { method: "POST", body: JSON.stringify(body) });

  beforeAll(async () => {
    functions = await startFunctions({ dir, env, deno, log: (line) => log.push(line) });
    await functions.ready();
  });
  afterAll(() => functions.stop());

  test("a function sees its path and exactly the variables it was given", async () => {
    const seen = await (await fetch(`${urlOf("echo")}/more`)).json();
    expect(seen).toMatchObject({ pathname: "/echo/more", env });
    expect(Object.keys(seen.env).sort()).toEqual(Object.keys(env).sort());
    expect(seen.deno.startsWith(deno)).toBe(true);
  });

  test("a folder without index.ts is unknown, a function that throws at start has failed and says so", () => {
    expect(functions.target("notes")).toEqual({ missing: "unknown" });
    expect(functions.target("_shared")).toEqual({ missing: "unknown" });
    expect(functions.target("constructor")).toEqual({ missing: "unknown" });
    expect(functions.target("broken")).toEqual({ missing: "failed" });
    expect(logged("boot_failed")).toHaveLength(1);
  });

  test("a busy function does not slow another", async () => {
    const busy = fetch(`${urlOf("busy")}?ms=1500`);
    const order: string[] = [];
    await Promise.all([
      busy.then((response) => response.text()).then(() => order.push("busy")),
      fetch(urlOf("echo")).then((response) => response.json()).then(() => order.push("echo")),
    ]);
    expect(order).toEqual(["echo", "busy"]);
  });

  test("what fails inside is logged by code; the caller gets 500 without a stack", async () => {
    await (await fetch(`${urlOf("echo")}?reject&unhandled`)).body?.cancel();
    const failed = await fetch(`${urlOf("echo")}?throw`);
    expect([failed.status, (await failed.json()).code]).toEqual([500, "WORKER_ERROR"]);
    await vi.waitFor(() => {
      for (const code of ["background_task_failed", "unhandled_rejection", "function_failed"]) {
        expect(logged(code)).toHaveLength(1);
      }
    });
  });

  test("a function that dies takes no other along and is started again", async () => {
    const [before, pid] = [functions.target("echo"), functions.pid()];
    await (await fetch(`${urlOf("echo")}?die`)).body?.cancel();
    await vi.waitFor(() => expect(functions.target("echo")).not.toEqual(before), { timeout: 60_000 });
    await vi.waitFor(async () => expect((await fetch(urlOf("echo"))).status).toBe(200), { timeout: 60_000 });
    expect([logged("worker_died").length, functions.pid()]).toEqual([1, pid]);
  });

  test("beforeunload reaches one function with its reason", async () => {
    await (await post("beforeunload", { function: "echo", reason: "cpu" })).body?.cancel();
    await vi.waitFor(async () => expect((await (await fetch(urlOf("echo"))).json()).unloaded).toBe("cpu"));
  });

  test("a killed process comes back with another pid; without respawn it stays dead", async () => {
    const pid = functions.pid();
    await (await post("kill")).body?.cancel();
    expect(functions.target("echo")).toEqual({ missing: "down" });
    await vi.waitFor(() => expect(functions.target("echo")).toHaveProperty("url"), { timeout: 60_000 });
    expect(functions.pid()).not.toBe(pid);
    expect((await fetch(urlOf("echo"))).status).toBe(200);

    const set = (respawn: boolean) =>
      fetch(functions.controlUrl, { method: "PUT", body: JSON.stringify({ respawn }) }).then((r) => r.json());
    await set(false);
    await (await post("kill")).body?.cancel();
    // Another process is killed at the same time; when that one is back, this one has had its chance.
    const other = await startFunctions({ dir, env, deno });
    await other.ready();
    await other.kill9();
    await vi.waitFor(() => expect(other.target("echo")).toHaveProperty("url"), { timeout: 60_000 });
    await other.stop();
    expect(await (await fetch(functions.controlUrl)).json()).toMatchObject({
      pid: null,
      restarts: 1,
      urls: {},
    });
    await set(true);
    await vi.waitFor(() => expect(functions.target("echo")).toHaveProperty("url"), { timeout: 60_000 });
  });
});

test("a process that cannot start is reported", async () => {
  const functions = await startFunctions({ dir: `${dir}/nowhere`, env: {} });
  await expect(functions.ready()).rejects.toMatchObject({ code: "functions_not_started" });
  await functions.stop();
});
