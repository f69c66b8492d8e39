import { expect, test } from "vitest";
import { removeFile } from "../../support/two-environments.ts";
import { events, useShipyard } from "../../support/shipyard.ts";
import { deploysOf, openEnvironments } from "../../support/two-environments.ts";

const yard = useShipyard();

/** Both environments at the same builds, and then new ones on main. */
async function openRaised() {
  const place = await openEnvironments(yard());
  const { repo, run, push } = place;
  await repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  await run("bump", "dashboard");
  await run("bump", "proxy-server");
  const sha = await push("feat: both", {
    "web/dashboard/src/main.ts": "export {};\n",
    "web/proxy-server/main.ts": "export {};\n",
  });
  return { ...place, sha };
}

const told = () =>
  yard().sql`
    select changes.component_key as component, changes.build::int as build
    from ship.announced_changes as changes order by component_key`;

test("promise 153: a unit of which one fails tells nobody, says what is out, and goes on where it stopped", async () => {
  const place = await openRaised();
  const { repo, run, sha } = place;
  await repo.write("../deployed.fail-production-dashboard", "");
  const stopped = await run("promote", "production", "--json");
  expect([stopped.code, events(stopped).at(-1)]).toMatchObject([9, { error: { code: "deploy_failed" } }]);
  expect(JSON.stringify(events(stopped).at(-1))).toContain(
    "Out and verified: proxy-server. Not deployed: nothing.",
  );
  expect(await place.remote("production")).toBe(sha);
  expect(await place.runs("production")).toEqual({ "proxy-server": 23 });
  expect([...await told()]).toEqual([]);

  // nobody begins another one on top of it
  const other = await run("promote", "production", "--json");
  expect(other.code).toBe(5);
  expect(JSON.stringify(events(other).at(-1))).toContain("promote");
  await removeFile(repo, "../deployed.fail-production-dashboard");
  const resumed = await run("promote", "production", "--resume", "--json");
  expect(resumed.code, resumed.stderr).toBe(0);
  // what was verified is not deployed again
  expect(await deploysOf(place)).toEqual([
    "production proxy-server 23",
    "production dashboard 132",
    "production dashboard 132",
  ]);
  expect([...await told()]).toEqual([
    { component: "dashboard", build: 132 },
    { component: "proxy-server", build: 23 },
  ]);
  expect((await run("promote", "production", "--resume", "--json")).code).toBe(5);
});

test.each(["deploy"])(
  "kill -9 after %s: another call goes on, everything is deployed, and everybody hears once",
  async (step) => {
    const place = await openRaised();
    const { repo } = place;
    const running = yard().start(repo, repo.root, ["promote", "production", "--json"], {
      DEPLOYED: `${repo.root}/../deployed`,
    });
    await running.until(
      `the step ${step} has ended`,
      () =>
        running.lines.some((line) =>
          line.includes(`"step":"${step}"`) && /"state":"(done|skipped)"/.test(line)
        ),
    );
    running.kill("SIGKILL");
    await running.ended;
    await yard().sql`update ship.ships set lease_expires_at = clock_timestamp() where finished_at is null`;
    const resumed = await place.run("promote", "production", "--resume", "--json");
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(await place.runs("production")).toEqual({ dashboard: 132, "proxy-server": 23 });
    expect([...await told()]).toEqual([
      { component: "dashboard", build: 132 },
      { component: "proxy-server", build: 23 },
    ]);
  },
);

test("of two promotions at once one happens, and the other one is told", async () => {
  const place = await openRaised();
  const both = await Promise.all([
    place.run("promote", "production", "--no-wait", "--json"),
    place.run("promote", "production", "--no-wait", "--json"),
  ]);
  const codes = both.map(({ code }) => code).sort();
  expect(codes[0], both.map(({ stderr }) => stderr).join()).toBe(0);
  // the later one may also come when everything is there already
  expect([0, 5, 6]).toContain(codes[1]);
  expect([...await told()]).toHaveLength(2);
  expect((await deploysOf(place)).filter((line) => line === "production dashboard 132")).toHaveLength(1);
});

test("somebody who moves the branch between the gates and the push loses nothing", async () => {
  const place = await openRaised();
  const { repo, run } = place;
  const base = await place.remote("production");
  const tree = await repo.git("rev-parse", "HEAD^{tree}");
  const theirs = await repo.git("commit-tree", tree, "-p", base ?? "", "-m", "somebody else's");
  const version = JSON.parse(await repo.read("version.json"));
  version.ship.hooks = {
    before: { push: `git push --quiet --no-verify origin ${theirs}:refs/heads/production` },
  };
  await repo.commit("chore: a hook", { "version.json": `${JSON.stringify(version, null, 2)}\n` });
  await repo.git("push", "--quiet", "--no-verify", "origin", "main");
  const refused = await run("promote", "production", "--yes", "--json");
  expect([refused.code, events(refused).at(-1)]).toMatchObject([5, { error: { code: "branch_moved" } }]);
  expect(await place.remote("production")).toBe(theirs);
  const given = await run("promote", "production", "--abandon", "--reason", "somebody was faster", "--json");
  expect(given.code, given.stderr).toBe(0);
  const { environments } = await yard().control.environmentStatus();
  expect(environments.find(({ name }) => name === "production")?.promotion?.state).toBe("abandoned");
});

test("promise 160: outside of its hours nothing is deployed without a reason, which is written down", async () => {
  const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
  // two days from now, in every time zone
  const closed = days[(new Date().getUTCDay() + 3) % 7];
  const place = await openEnvironments(yard(), {
    edit(draft) {
      const { environments } = draft.ship;
      if (typeof environments !== "object" || environments === null) return;
      for (const name of ["staging", "production"]) {
        Object.assign(Reflect.get(environments, name), { windows: [{ days: [closed], tz: "Europe/Oslo" }] });
      }
    },
  });
  const { repo, run } = place;
  await repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  const early = await run("deploy", "dashboard", "--env", "staging", "--json");
  expect([early.code, JSON.stringify(events(early).at(-1))]).toEqual([
    5,
    expect.stringContaining("outside_window"),
  ]);
  expect((await run("deploy", "dashboard", "--env", "staging", "--reason", "it burns")).code).toBe(0);
  const promoted = await run("promote", "production", "--dry-run", "--json");
  expect(JSON.stringify(events(promoted))).toContain("outside_window");
  const done = await run("promote", "production", "--reason", "it burns", "--json");
  expect(done.code, done.stderr).toBe(0);
  const { environments } = await yard().control.environmentStatus();
  expect(environments.find(({ name }) => name === "production")?.promotion).toMatchObject({
    reason: "it burns",
    overrides: { window: "it burns" },
  });
});
