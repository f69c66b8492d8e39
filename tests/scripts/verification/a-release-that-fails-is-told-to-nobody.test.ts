import { expect, test } from "vitest";
import { codes, useShipyard } from "../../support/shipyard.ts";
import { openJudged, useFixtureApp } from "./judged-dashboard.ts";

const yard = useShipyard();
const app = useFixtureApp();

test("promise 127: a release that fails one of its requests is failed-verify, and nobody is told; what was seen is kept", async () => {
  const repo = await openJudged(yard(), app());
  app().isIngestOpen = true;
  const before = await yard().deployed("dashboard");
  const failed = await yard().run(repo, "ship", "dashboard", "--json");
  expect([failed.code, ...codes(failed)]).toEqual([8, "verification_failed"]);
  expect(failed.stdout).toContain("ingest asks for a key answered 202, expected 401");
  expect(await yard().deployed("dashboard")).toBe(before);
  expect(await yard().chat()).toEqual([]);
  const seen =
    (await yard().control.verifications({ environment: "production", component: "dashboard" })).recent;
  expect(seen.map(({ source, build, state, probe, saw }) => [source, build, state, probe, saw]).reverse())
    .toEqual([
      [
        "deploy",
        132,
        "passed",
        '{url}/health /ok = true, /database = "ok", /email = "configured"',
        "answered as expected",
      ],
      ["deploy", 132, "failed", "ingest asks for a key", "answered 202, expected 401"],
      ["deploy", 132, "passed", "{url}/errors answers 401", "answered 401"],
    ]);
  expect(new Set(seen.map(({ run }) => run)).size).toBe(1);
  expect(seen[0]?.sha).toBe(await repo.git("rev-parse", "HEAD"));

  app().isIngestOpen = false;
  const resumed = await yard().run(repo, "ship", "--resume", "--json");
  expect(resumed.code, resumed.stderr + resumed.stdout).toBe(0);
  expect(await yard().deployed("dashboard")).toBe(132);
  const { latest } = await yard().control.verifications({
    environment: "production",
    component: "dashboard",
  });
  expect(latest.map(({ state }) => state)).toEqual(["passed", "passed", "passed"]);
});
