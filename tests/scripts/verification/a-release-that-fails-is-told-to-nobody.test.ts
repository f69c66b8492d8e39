import { beforeEach, expect, onTestFinished, test } from "vitest";
import { codes, type Monorepo, useShipyard } from "../../support/shipyard.ts";
import { type FixtureApp, startFixtureApp } from "../../support/web/fixture-app.ts";

const yard = useShipyard();

let app: FixtureApp;
beforeEach(async () => {
  app = await startFixtureApp();
  onTestFinished(app.stop);
});

const secret = `probe-${"k".repeat(24)}`;

/** A monorepo whose dashboard is the app; a change of it waits to be shipped. */
async function open(more: object[] = []): Promise<Monorepo> {
  const repo = await yard().open({
    edit(draft) {
      const { dashboard } = draft.components;
      if (!dashboard) return;
      draft.ship.environments = { production: { branch: "main", url: app.url } };
      delete draft.ship.environment;
      dashboard.verify = [
        {
          url: "{url}/health",
          timeout_s: 1,
          expect: [
            { json: "/ok", equals: true },
            { json: "/database", equals: "ok" },
            { json: "/email", equals: "configured" },
          ],
        },
        {
          name: "ingest asks for a key",
          url: "{url}/ingest",
          method: "POST",
          body: { events: [] },
          status: 401,
          timeout_s: 1,
        },
        { url: "{url}/errors", status: 401, timeout_s: 1 },
        ...more,
      ];
    },
  });
  await yard().adopt(repo);
  await repo.write("web/dashboard/src/main.ts", "// mine\n");
  return repo;
}

test("promise 127: a release that fails one of its requests is failed-verify, and nobody is told; what was seen is kept", async () => {
  const repo = await open();
  app.isIngestOpen = true;
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

  app.isIngestOpen = false;
  const resumed = await yard().run(repo, "ship", "--resume", "--json");
  expect(resumed.code, resumed.stderr + resumed.stdout).toBe(0);
  expect(await yard().deployed("dashboard")).toBe(132);
  const { latest } = await yard().control.verifications({
    environment: "production",
    component: "dashboard",
  });
  expect(latest.map(({ state }) => state)).toEqual(["passed", "passed", "passed"]);
});

test("a secret of a probe reaches the server, and no output and no record; without it nothing is begun", async () => {
  const probe = {
    url: "{url}/health",
    headers: { authorization: "Bearer {env:PROBE_TOKEN}" },
    expect: [{ json: "/token", equals: "never" }],
    timeout_s: 0.05,
  };
  const repo = await open([probe]);
  const head = await repo.git("rev-parse", "HEAD");
  const without = await yard().run(repo, "ship", "dashboard", "--json");
  expect([without.code, ...codes(without)]).toEqual([5, "probe_variable_missing"]);
  expect(await repo.git("rev-parse", "HEAD")).toBe(head);

  // the app answers with what it was sent
  app.health = { ok: true, database: "ok", email: "configured", token: secret };
  const failed = await repo.run("ship", "dashboard", "--json", {
    env: { ...yard().env, PROBE_TOKEN: secret },
  });
  expect([failed.code, ...codes(failed)]).toEqual([8, "verification_failed"]);
  expect(failed.stdout).toContain("has *** at /token");
  const { recent } = await yard().control.verifications({});
  expect(recent).toHaveLength(4);
  expect(JSON.stringify([failed, recent])).not.toContain(secret);
});
