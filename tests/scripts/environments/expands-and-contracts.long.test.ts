import { expect, onTestFinished, test, vi } from "vitest";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { lockClone } from "../../../scripts/ship/lease/clone-lock.ts";
import { events, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments } from "../migrations/yard-with-environments.ts";

// each question to the CLI starts a process
vi.setConfig({ testTimeout: 480_000 });

const yard = useShipyard();

const migrations = {
  "20260101000000_notes.sql": "create table public.a (id bigint primary key, old text);\n",
  "20260102000000_less.sql": "-- slipway: contract\nalter table public.a drop column old;\n",
  "20260103000000_more.sql": "create view public.needs_it as select old from public.a;\n",
};

test("promises 120, 153 and 156: what adds comes before the code, what takes away after it; one that fails is gone on with, and told once", async () => {
  const at = await openEnvironments(yard(), migrations, {
    order: ["database:expand", "api", "database:contract"],
    needs: ["migration-dry-run"],
  });
  const { repo, sql } = at;
  const promote = (...args: string[]) =>
    repo.run("promote", "production", "--json", ...args, { env: at.env("production") });
  await yard().adopt(repo);
  await repo.run("bump", "database", { env: at.env("staging") });
  await repo.run("bump", "api", { env: at.env("staging") });
  const sha = await repo.commit("feat: less and more", { "api/main.ts": "export {};\n" });
  await repo.git("push", "--quiet", "--no-verify", "origin", "main");

  // a set that nobody tried is refused, by the gate that says so
  const early = await promote("--dry-run");
  expect(early.code).toBe(5);
  expect(JSON.stringify(events(early))).toContain("migration-dry-run");
  const tried = await at.migrate("production", "--dry-run");
  expect(tried.code, tried.stderr).toBe(0);

  // a view needs the column that is to go
  const stopped = await promote();
  expect([stopped.code, events(stopped).at(-1)]).toMatchObject([9, { error: { code: "migration_failed" } }]);
  expect(JSON.stringify(events(stopped).at(-1))).toContain("slipway promote production --resume");
  expect(await at.history("production")).toEqual(["20260101000000", "20260103000000"]);
  const announced = () => yard().sql`select count(*)::int as told from ship.announcements`;
  expect([...await announced()]).toEqual([{ told: 0 }]);

  await sql("production")`drop view public.needs_it`;
  const resumed = await promote("--resume");
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(await at.history("production")).toEqual(["20260101000000", "20260102000000", "20260103000000"]);
  const runs = await yard().control.migrationRuns("production");
  expect(runs.filter(({ is_dry_run }) => !is_dry_run).map(({ phase }) => phase)).toEqual([
    "contract",
    "contract",
    "expand",
  ]);
  const { environments } = await yard().control.environmentStatus();
  expect(environments.find(({ name }) => name === "production")?.promotion).toMatchObject({
    sha,
    state: "done",
  });
  expect([...await announced()]).toEqual([{ told: 1 }]);
});

test("gates that need the files of a commit wait for nobody's work tree: while somebody ships from the clone, they say that they can't tell", async () => {
  const at = await openEnvironments(yard(), migrations, {
    order: ["database"],
    needs: ["migration-dry-run"],
  });
  const { repo } = at;
  await yard().adopt(repo);
  await repo.run("bump", "database", { env: at.env("staging") });
  await repo.commit("feat: less", { "supabase/notes.txt": "less\n" });
  await repo.git("push", "--quiet", "--no-verify", "origin", "main");
  // so that the files have to be looked for elsewhere
  await repo.write("api/main.ts", "changed\n");
  const shipping = await makeTempDir("slipway-ship-");
  onTestFinished(() => removeDir(shipping));
  await repo.git("worktree", "add", "--quiet", "--detach", `${shipping}/work`, "HEAD");
  const lock = await lockClone(`${repo.root}/.git`, "slipway ship");
  onTestFinished(() => lock.release());
  const looked = await repo.run("promote", "production", "--dry-run", "--json", {
    env: at.env("production"),
  });
  expect(looked.code, looked.stderr).toBe(5);
  expect(JSON.stringify(events(looked))).toContain("another ship runs in this clone");
  expect(await repo.git("worktree", "list")).toContain(`${shipping}/work`);
});
