import { beforeEach, expect, onTestFinished, test } from "vitest";
import { codes, events, type Monorepo, useShipyard } from "../../support/shipyard.ts";
import { until } from "../../support/until.ts";
import { type FixtureApp, startFixtureApp } from "../../support/web/fixture-app.ts";

const yard = useShipyard();

let app: FixtureApp;
beforeEach(async () => {
  app = await startFixtureApp();
  onTestFinished(app.stop);
});

async function open(): Promise<Monorepo> {
  const repo = await yard().open({
    edit(draft) {
      const { dashboard, docs } = draft.components;
      draft.ship.environments = {
        staging: { branch: "next", url: app.url },
        production: { branch: "main", url: app.url, announces: true },
      };
      delete draft.ship.environment;
      const health = {
        name: "health",
        url: "{url}/health",
        expect: [{ json: "/ok", equals: true }],
        timeout_s: 0.05,
      };
      const errors = { name: "errors", url: "{url}/errors", status: 401, every: "1h" };
      if (dashboard) dashboard.verify = [health, errors];
      if (docs) docs.verify = [{ name: "pages", url: "{url}/", status: 302 }];
    },
  });
  await yard().adopt(repo);
  return repo;
}

const chats = (what: string, count: number) =>
  until(
    `the chat heard ${what}`,
    async () => (await yard().chat()).length === count && await yard().chat(),
    60_000,
  );

test("promise 127: a schedule asks again what is deployed; the chat hears once that it broke, and once that it is whole", async () => {
  const repo = await open();
  const run = async (...words: string[]) => {
    const outcome = await yard().run(repo, "verify", ...words, "--scheduled", "--json");
    return [outcome.code, events(outcome).at(-1)?.outcome];
  };
  expect(await run("dashboard", "docs")).toEqual([0, "verified"]);
  app.health = { ok: false };
  expect(await run("dashboard")).toEqual([8, "failed-verify"]);
  expect(await run("dashboard")).toEqual([8, "failed-verify"]);
  // what another component's probes say heals nothing
  expect(await run("docs")).toEqual([0, "verified"]);
  const [broken = ""] = await chats("that it broke", 1);
  expect(broken).toContain("verify:production:dashboard: broken");
  expect(broken).toContain("dashboard 131 in production: health has false at /ok");
  // hourly, so asked once so far
  expect(app.asked.filter((line) => line === "GET /errors")).toHaveLength(1);

  app.health = { ok: true };
  expect(await run("dashboard")).toEqual([0, "verified"]);
  const [, healed = ""] = await chats("that it is whole", 2);
  expect(healed).toContain("whole again");
  const { recent } = await yard().control.verifications({ component: "dashboard" });
  expect(recent.map(({ source, probe, state }) => `${source} ${probe} ${state}`).reverse()).toEqual([
    "schedule health passed",
    "schedule errors passed",
    "schedule health failed",
    "schedule health failed",
    "schedule health passed",
  ]);
});

test("what a schedule sees while a component is being shipped is no news", async () => {
  const repo = await open();
  const run = () => yard().run(repo, "verify", "dashboard", "--scheduled", "--json");
  app.health = { ok: false };
  const { control } = yard();
  const ship = {
    component: "dashboard",
    environment: "production",
    holder: "ana@laptop",
    cloneId: "c".repeat(32),
  };
  const lease = await control.beginShip({ ...ship, targets: [] });
  const during = await run();
  expect([during.code, events(during)[0]]).toMatchObject([0, { outcome: "moving", findings: [] }]);
  const { recent } = await control.verifications({ component: "dashboard" });
  expect([recent, (await control.releaseStatus()).findings]).toEqual([[], []]);
  await control.finishShip(lease, { outcome: "abandoned", reason: "a test" });
  expect((await run()).code).toBe(8);
  await chats("that it broke", 1);
});

test("what was broken heals with the last probe that is taken out", async () => {
  const repo = await open();
  app.health = { ok: false };
  expect((await yard().run(repo, "verify", "dashboard", "--scheduled")).code).toBe(8);
  const broken = async () =>
    (await yard().control.releaseStatus()).findings.filter(({ healed_at }) => healed_at === null).length;
  expect(await broken()).toBe(1);
  const manifest = JSON.parse(await repo.read("version.json"));
  delete manifest.components.dashboard.verify;
  await repo.write("version.json", `${JSON.stringify(manifest, null, 2)}\n`);
  const none = await yard().run(repo, "verify", "dashboard", "--scheduled", "--json");
  expect([none.code, ...codes(none)]).toEqual([2, "probes_missing"]);
  expect(await broken()).toBe(0);
  await chats("that it is whole", 2);
});

test("by hand it asks everything, for the build that is deployed or the one that is named, and ends with 8 when something disagrees", async () => {
  const repo = await open();
  const well = await yard().run(repo, "verify", "dashboard");
  expect(well.code, well.stderr).toBe(0);
  expect(well.stdout).toMatch(
    /^passed {2}dashboard 131: health answered as expected \(\d+ ms\)\npassed {2}dashboard 131: errors/,
  );
  app.health = { ok: false };
  const failed = await yard().run(repo, "verify", "dashboard", "--build", "7", "--json");
  expect([failed.code, events(failed)[0]]).toMatchObject([8, {
    ...{
      event: "component",
      component: "dashboard",
      environment: "production",
      build: 7,
      outcome: "failed-verify",
    },
    results: [{ probe: "health", state: "failed" }, { probe: "errors", state: "passed" }],
    findings: [{ code: "verification_failed" }],
  }]);
  const { recent } = await yard().control.verifications({});
  expect(recent.map(({ source }) => source)).toEqual(["verify", "verify", "verify", "verify"]);
  expect(await yard().chat()).toEqual([]);
});

test("what can't be asked is refused before anything is", async () => {
  const repo = await open();
  const refused = async (...words: string[]) => {
    const outcome = await yard().run(repo, "verify", ...words, "--json");
    return [outcome.code, ...codes(outcome)];
  };
  expect(await refused("dashbord")).toEqual([2, "component_unknown"]);
  expect(await refused("dashboard", "--env", "nowhere")).toEqual([2, "environment_unknown"]);
  expect(await refused("dashboard", "--env", "staging")).toEqual([2, "build_unknown"]);
  expect(await refused("status")).toEqual([2, "probes_missing"]);
  expect(app.asked).toEqual([]);
});
