import { describe, expect, test, vi } from "vitest";
import { codes, events, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments } from "./yard-with-environments.ts";

// each question to the CLI starts a process
vi.setConfig({ testTimeout: 300_000 });

const yard = useShipyard();

/** Its second file waits for a minute, until somebody has made the table that says not to. */
const slow = {
  "20260101000000_notes.sql": "create table public.a (id bigint primary key);\n",
  "20260102000000_b.sql":
    "create table public.b ();\nselect pg_sleep(case when to_regclass('public.hurry') is null then 60 else 0 end);\n",
  "20260103000000_c.sql": "create table public.c ();\n",
};

describe("promise 120: an environment is migrated in a recorded step of its own, before or after the code", () => {
  test("promise 120: two at once are one after the other, in each environment by itself", async () => {
    const at = await openEnvironments(yard(), slow);
    const other = await at.repo.clone();
    const first = yard().start(at.repo, at.repo.root, ["migrate", "staging", "--json"], at.env("staging"));
    await first.until(
      "the first migration is applied",
      async () => (await at.history("staging")).length === 1,
    );
    const second = await other.run("migrate", "staging", "--json", { env: at.env("staging") });
    expect([second.code, codes(second)]).toEqual([6, ["lease_held"]]);
    expect((await other.run("migrate", "production", "--dry-run", { env: at.env("production") })).code).toBe(
      0,
    );
    first.kill("SIGINT");
    expect((await first.ended).code).toBe(130);
    expect((await yard().control.shipStatus("staging")).ships).toEqual([]);
  });

  test("promise 120: killed in the middle, it goes on with what is left, without another dry run", async () => {
    const at = await openEnvironments(yard(), slow);
    expect((await at.migrate("production", "--dry-run")).code).toBe(0);
    const killed = yard().start(
      at.repo,
      at.repo.root,
      ["migrate", "production", "--json"],
      at.env("production"),
    );
    await killed.until("one is applied", async () => (await at.history("production")).length === 1);
    killed.kill("SIGKILL");
    await killed.ended;
    expect(await at.history("production")).toEqual(["20260101000000"]);
    await at.sql("production")`create table public.hurry ()`;
    const again = await at.migrate("production", "--wait=60");
    expect(again.code, again.stderr + again.stdout).toBe(0);
    expect(events(again).at(-1)).toMatchObject({ applied: ["20260102000000_b.sql", "20260103000000_c.sql"] });
    expect(await at.history("production")).toEqual(["20260101000000", "20260102000000", "20260103000000"]);
  });
});
