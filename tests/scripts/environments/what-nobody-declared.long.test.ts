import { expect, test } from "vitest";
import { events, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments } from "../../support/two-environments.ts";

const yard = useShipyard();

test("an environment that nobody declared, a commit that is not there, and nothing to do are said", async () => {
  const { run, repo } = await openEnvironments(yard());
  const unknown = await run("deploy", "--changed", "--env", "prod", "--json");
  expect([unknown.code, events(unknown).at(-1)]).toMatchObject([2, {
    error: { code: "environment_unknown" },
  }]);
  expect(JSON.stringify(events(unknown).at(-1))).toContain("staging, production");
  const gone = await run("deploy", "dashboard", "--env", "staging", "--sha", "a".repeat(40), "--json");
  expect([gone.code, events(gone).at(-1)]).toMatchObject([5, { error: { code: "sha_unknown" } }]);
  expect((await run("deploy", "--env", "staging")).code).toBe(2);
  expect((await run("deploy", "docs", "--env", "staging", "--json")).code).toBe(5);
  const staging = await run("promote", "staging", "--json");
  expect([staging.code, events(staging).at(-1)]).toMatchObject([2, {
    error: { code: "environment_not_promoted" },
  }]);
  const overrides = await run(
    "promote",
    "production",
    "--override",
    "sunshine=yes",
    "--override",
    "checks=",
    "--json",
  );
  expect([overrides.code, overrides.stdout]).toEqual([
    2,
    expect.stringMatching(/gate_unknown.*override_without_reason/),
  ]);
  expect(await repo.git("status", "--porcelain")).toBe("");
});
