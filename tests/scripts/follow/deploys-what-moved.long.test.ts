import { expect, test, vi } from "vitest";
import { followArgs, openFollowing } from "../../support/following.ts";
import { events, useShipyard } from "../../support/shipyard.ts";
import { until } from "../../support/until.ts";

const yard = useShipyard();
// each look starts some twenty processes of git
vi.setConfig({ testTimeout: 240_000 });
const hosts = async () => (await yard().control.hostStatus("production")).hosts;

test("promise 140: a host deploys what its branch has, what moved and nothing else, and says branch and commit", async () => {
  const { repo, host, promote, follow, deploys } = await openFollowing(yard());
  const first = await repo.git("rev-parse", "HEAD");
  expect(await follow()).toMatchObject({
    ...{ exitCode: 0, outcome: "current", branch: "production", sha: first, reported: true },
    deployed: ["dashboard", "proxy-server"],
  });
  // what a ship would run over ssh runs here; docs is deployed elsewhere
  expect(await deploys()).toEqual([`dashboard ${first}`, `proxy-server ${first}`]);
  expect(await host.git("rev-parse", "HEAD")).toBe(first);
  expect((await host.tryGit("symbolic-ref", "--quiet", "HEAD")).code).toBe(1);

  expect(await follow()).toMatchObject({ exitCode: 0, outcome: "current", deployed: [] });
  const second = await promote("fix: the proxy", { "web/proxy-server/main.ts": "// new\n" });
  expect(await follow()).toMatchObject({ sha: second, deployed: ["proxy-server"] });
  const third = await promote("docs: elsewhere", { "web/docs/index.md": "# new\n" });
  expect(await follow()).toMatchObject({ sha: third, deployed: [] });
  expect((await deploys()).slice(2)).toEqual([`proxy-server ${second}`]);
  expect(await hosts()).toMatchObject([{
    ...{ environment: "production", host: "web-1", branch: "production", sha: third, is_dirty: false },
    ...{ state: "current", is_silent: false, detail: { follows: "production", last_good: third } },
  }]);

  const audited = await yard().sql`
    select action from ship_private.audit_inbox where action like 'host.%'
    union all
    select action from ship.audit_log where action like 'host.%'`;
  // one for each commit, none for the look that found nothing new
  expect(audited.map(({ action }) => action)).toEqual(["host.current", "host.current", "host.current"]);
  const chat = await until("the chat has heard it", async () => {
    const said = (await yard().chat()).join("\n");
    return said.includes(third.slice(0, 12)) && said;
  }, 50_000);
  expect(chat).toContain(`web-1 in production runs production at ${first.slice(0, 12)}`);
});

test("promise 140: a deploy that fails keeps what was good, is not tried in a loop, and ends with the commit that fixes it", async () => {
  const { promote, follow, deploys } = await openFollowing(yard(), ({ components: { dashboard } }) => {
    if (dashboard) {
      dashboard.deploy = { type: "command", run: "sh web/dashboard/deploy.sh", target: "web-1" };
    }
  });
  const script = (line: string) => ({ "web/dashboard/deploy.sh": `${line}\n` });
  const good = await promote("a deploy", script("echo ok >> .git/deploys"));
  expect(await follow()).toMatchObject({ exitCode: 0, sha: good });
  const bad = await promote("a bad one", script("echo bad >> .git/deploys; echo 'no disk'; exit 3"));
  const failed = await follow();
  expect(failed).toMatchObject({ outcome: "failed", code: "deploy_failed", sha: bad, last_good: good });
  expect([failed.exitCode, failed.why]).toEqual([9, expect.stringContaining("no disk")]);
  for (let look = 0; look < 2; look++) {
    expect(await follow()).toMatchObject({ exitCode: 1, outcome: "waiting", last_good: good });
  }
  expect((await deploys()).filter((line) => line === "bad")).toHaveLength(1);
  expect((await yard().control.hostStatus()).findings).toMatchObject([{
    key: "host:production:web-1:failed",
  }]);

  const fixed = await promote("the fix", script("echo fixed >> .git/deploys"));
  expect(await follow()).toMatchObject({
    exitCode: 0,
    outcome: "current",
    sha: fixed,
    deployed: ["dashboard"],
  });
  expect((await deploys()).at(-1)).toBe("fixed");
  expect((await yard().control.hostStatus()).findings).toEqual([]);
});

test("a deploy whose time has come is tried again, later each time", async () => {
  const { host, promote, follow, deploys } = await openFollowing(yard(), ({ components: { dashboard } }) => {
    if (dashboard) {
      dashboard.deploy = { type: "command", run: "echo try >> .git/deploys; exit 1", target: "web-1" };
    }
  });
  await promote("anything");
  const file = ".git/slipway/follow.json";
  const waits: number[] = [];
  for (let tries = 1; tries <= 3; tries++) {
    const before = Date.now();
    expect(await follow()).toMatchObject({ exitCode: 9, outcome: "failed" });
    const memory = JSON.parse(await host.read(file));
    expect(memory.production.failed.tries).toBe(tries);
    waits.push(memory.production.failed.notBefore - before);
    memory.production.failed.notBefore = 0;
    await host.write(file, JSON.stringify(memory));
  }
  expect(await deploys()).toHaveLength(3);
  expect(waits.map((ms, at) => ms >= 60_000 * 2 ** at)).toEqual([true, true, true]);
});

test("promise 140: what is deployed and does not serve the build is no success; a part of the host can be deployed by itself", async () => {
  const { promote, follow } = await openFollowing(yard(), ({ components: { dashboard } }) => {
    if (dashboard) {
      dashboard.verify = [{ url: "http://127.0.0.1:1/api/version", json: "/build", timeout_s: 1 }];
    }
  });
  const sha = await promote("anything");
  expect(await follow()).toMatchObject({ exitCode: 8, outcome: "failed", code: "verification_failed", sha });
  // the other one still fails, and so the host does
  expect(await follow({ only: ["proxy-server"], accept: sha.slice(0, 12) })).toMatchObject({
    ...{ exitCode: 1, outcome: "failed", code: "verification_failed", deployed: ["proxy-server"] },
  });
});

test("a deploy that leaves changes behind is drift, and said at once", async () => {
  const { follow } = await openFollowing(yard(), ({ components: { dashboard } }) => {
    if (dashboard) dashboard.deploy = { type: "command", run: "echo 1 >> README.md", target: "web-1" };
  });
  const look = await follow();
  expect(look).toMatchObject({ exitCode: 7, outcome: "dirty", code: "deploy_dirties" });
  expect(look.why).toContain("README.md");
  expect(await hosts()).toMatchObject([{ state: "dirty", is_dirty: true }]);
});

test("a host without a credential deploys all the same, and says that nobody hears of it", async () => {
  const { repo, host, deploys } = await openFollowing(yard());
  const sha = await repo.git("rev-parse", "HEAD");
  const outcome = await host.run(...followArgs);
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome)).toMatchObject([{ outcome: "current", host: "web-1", sha, reported: false }]);
  expect(await deploys()).toHaveLength(2);
  expect(await hosts()).toEqual([]);
});

test("a name that version.json does not know is refused before anything is looked at", async () => {
  const { host, deploys } = await openFollowing(yard());
  const outcome = await host.run("follow", "production", "--host", "web-9", "--once", { env: yard().env });
  expect([outcome.code, outcome.stderr]).toEqual([2, expect.stringContaining("host_unknown")]);
  expect(await deploys()).toEqual([]);
});
