import { expect, test } from "vitest";
import { codes, useShipyard } from "../../support/shipyard.ts";
import { openJudged, useFixtureApp } from "./judged-dashboard.ts";

const yard = useShipyard();
const app = useFixtureApp();
const secret = `probe-${"k".repeat(24)}`;

test("a secret of a probe reaches the server, and no output and no record; without it nothing is begun", async () => {
  const probe = {
    url: "{url}/health",
    headers: { authorization: "Bearer {env:PROBE_TOKEN}" },
    expect: [{ json: "/token", equals: "never" }],
    timeout_s: 0.05,
  };
  const repo = await openJudged(yard(), app(), [probe]);
  const head = await repo.git("rev-parse", "HEAD");
  const without = await yard().run(repo, "ship", "dashboard", "--json");
  expect([without.code, ...codes(without)]).toEqual([5, "probe_variable_missing"]);
  expect(await repo.git("rev-parse", "HEAD")).toBe(head);

  // the app answers with what it was sent
  app().health = { ok: true, database: "ok", email: "configured", token: secret };
  const failed = await repo.run("ship", "dashboard", "--json", {
    env: { ...yard().env, PROBE_TOKEN: secret },
  });
  expect([failed.code, ...codes(failed)]).toEqual([8, "verification_failed"]);
  expect(failed.stdout).toContain("has *** at /token");
  const { recent } = await yard().control.verifications({});
  expect(recent).toHaveLength(4);
  expect(JSON.stringify([failed, recent])).not.toContain(secret);
});
