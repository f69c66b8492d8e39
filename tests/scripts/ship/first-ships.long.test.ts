import { expect, test } from "vitest";
import { events, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

test("a component that Postgres has never heard of is announced by its first ship", async () => {
  const repo = await yard().open();
  const outcome = await yard().run(repo, "ship", "status", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).at(-1)).toMatchObject({ previous: 9, build: 10 });
  const announced = await yard().sql`select component_key, previous_build, build from ship.announced_changes`;
  expect([...announced]).toEqual([{ component_key: "status", previous_build: 9, build: 10 }]);
});

test("the first ship to a remote without the branch makes it", async () => {
  const repo = await yard().open({ remote: false });
  await yard().adopt(repo);
  await repo.git("init", "--quiet", "--bare", repo.remote);
  await repo.git("remote", "add", "origin", repo.remote);
  const planned = await yard().run(repo, "ship", "dashboard", "--dry-run");
  expect(planned.code, planned.stderr).toBe(0);
  const outcome = await yard().run(repo, "ship", "dashboard");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await repo.git("ls-remote", "origin", "refs/heads/main")).toContain(
    await repo.git("rev-parse", "HEAD"),
  );
});
