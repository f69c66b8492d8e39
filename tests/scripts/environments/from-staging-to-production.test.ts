import { expect, test } from "vitest";
import { events, useShipyard } from "../../support/shipyard.ts";
import { deploysOf, openEnvironments } from "../../support/two-environments.ts";

const yard = useShipyard();

test("promises 116, 121, 136, 152, 153 and 159: a merge is deployed to staging, promoted as one unit, and announced once", async () => {
  const place = await openEnvironments(yard());
  const { repo, push, run, runs } = place;
  const first = await push("feat: charts", { "web/dashboard/src/main.ts": "export {};\n" });

  const merged = await run("deploy", "--changed", "--env", "staging", "--json");
  expect(merged.code, merged.stderr).toBe(0);
  expect(events(merged).at(-1)).toMatchObject({ environment: "staging", sha: first, outcome: "done" });
  expect(await runs("staging")).toEqual({ dashboard: 131, "proxy-server": 22 });
  // a deploy somewhere else tells nobody, and makes no tag
  expect(await yard().chat()).toEqual([]);
  expect(await repo.git("ls-remote", "--tags", "origin")).toBe("");

  // only what changed since, then nothing, then the same commit again because somebody asks for it
  await push("feat: a proxy", { "web/proxy-server/main.ts": "export {};\n" });
  await run("deploy", "--changed", "--env", "staging");
  await run("deploy", "--changed", "--env", "staging");
  const again = await run("deploy", "dashboard", "--env", "staging", "--sha", first, "--json");
  expect(again.code, again.stderr).toBe(0);
  expect(await deploysOf(place)).toEqual([
    ...["staging dashboard 131", "staging proxy-server 22"],
    ...["staging proxy-server 22", "staging dashboard 131"],
  ]);
  const { environments } = await yard().control.environmentStatus();
  expect(
    environments.map((
      { name, branch, announces, promoted_from },
    ) => [name, branch, announces, promoted_from]),
  )
    .toEqual([["staging", "main", false, null], ["production", "production", true, "main"]]);
  const last = environments[0]?.last.map(({ component, kind }) => [component, kind]);
  expect(last).toContainEqual(["dashboard", "redeploy"]);

  // production has a branch from the day before; what changed has no new number yet
  await repo.git("push", "--quiet", "--no-verify", "origin", `${first}^:refs/heads/production`);
  const early = await run("promote", "production", "--dry-run", "--json");
  expect(early.code, early.stdout).toBe(0);
  await repo.git("fetch", "--quiet", "origin");
  const raised = await run("ship", "--changed", "--env", "staging", "--yes", "--json");
  expect(raised.code, raised.stderr).toBe(0);
  await run("bump", "dashboard");
  await run("bump", "proxy-server");
  const sha = await push("chore: the next builds", {});
  await run("deploy", "--changed", "--env", "staging");

  const promoted = await run("promote", "production", "--json");
  expect(promoted.code, promoted.stderr + promoted.stdout).toBe(0);
  expect(await place.remote("production")).toBe(sha);
  expect(await runs("production")).toEqual({ dashboard: 132, "proxy-server": 23 });
  expect((await deploysOf(place)).slice(-2)).toEqual([
    "production proxy-server 23",
    "production dashboard 132",
  ]);
  const told = () =>
    yard().sql`
      select announcements.seq::int as seq, changes.component_key as component, changes.build::int as build
      from ship.announcements join ship.announced_changes as changes on changes.announcement_id = announcements.id
      order by component`;
  const once = [...await told()];
  expect(once.map(({ component, build }) => [component, build])).toEqual([
    ["dashboard", 132],
    ["proxy-server", 23],
  ]);
  expect(new Set(once.map(({ seq }) => seq)).size).toBe(1);

  const twice = await run("promote", "production", "--json");
  expect(twice.code, twice.stderr).toBe(0);
  expect([...await told()]).toEqual(once);
  const matrix = await run("env", "--json");
  expect(events(matrix)[0]).toMatchObject({ promotions: [], drift: [] });
});
