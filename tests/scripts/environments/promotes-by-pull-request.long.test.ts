import { expect, test } from "vitest";
import { openHosted } from "../../support/hosted-environments.ts";
import { events, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

test("where commits come by pull request, it is opened once, and what was merged is deployed", async () => {
  const { repo, promote, remote, runs } = await openHosted(yard(), { by: "pull-request" });
  for (const _ of [1, 2]) {
    const waits = await promote();
    expect([waits.code, events(waits).at(-1)]).toMatchObject([9, { error: { code: "pull_request_open" } }]);
    expect(JSON.stringify(events(waits).at(-1))).toMatch(/pull request 1\b/);
  }
  await repo.git("fetch", "--quiet", "origin");
  await repo.git("switch", "--quiet", "--create", "merging", "origin/production");
  await repo.git("merge", "--quiet", "--no-ff", "--message", "Merge pull request 1", "main");
  await repo.git("push", "--quiet", "--no-verify", "origin", "merging:production");
  await repo.git("switch", "--quiet", "main");
  const merged = await remote("production");
  const done = await promote();
  expect(done.code, done.stderr).toBe(0);
  expect(events(done).at(-1)).toMatchObject({ sha: merged });
  expect(await runs("production")).toEqual({ dashboard: 131, "proxy-server": 22 });
});
