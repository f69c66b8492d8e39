import { expect, test } from "vitest";
import { hasTerminal, openTerminal } from "../../../support/terminal.ts";
import { slipwayCommand } from "../../../support/repository.ts";
import { codes, events, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

test("--dry-run shows each step with its commands, reads only, and a publishable key is enough", async () => {
  const repo = await yard().open({
    edit: ({ ship, components: { dashboard } }) => {
      ship.hooks = { before: { push: "npm test" }, after: { record: "echo told" } };
      if (dashboard) {
        dashboard.deploy = { type: "npm", script: "deploy", target: "vps" };
        dashboard.verify = [{ url: "http://127.0.0.1:9/version", json: "/build" }];
        dashboard.ride_along = ["docs"];
      }
    },
  });
  await yard().adopt(repo);
  await repo.write("web/dashboard/src/main.ts", "// mine\n");
  const before = await repo.git("status", "--porcelain") + await repo.git("for-each-ref");
  const { api_url, publishable_key } = yard().stack.info;
  const plan = await repo.run("ship", "dashboard", "--dry-run", "-m", "charts: faster", "--json", {
    env: { SLIPWAY_URL: api_url, SLIPWAY_PUBLISHABLE_KEY: publishable_key },
  });
  expect(plan.code, plan.stderr).toBe(0);
  const lines = events(plan);
  expect(lines.at(-1)).toEqual({
    event: "result",
    component: "dashboard",
    build: 132,
    previous: 131,
    outcome: "planned",
  });
  const commands = Object.fromEntries(lines.slice(0, -1).map(({ step, commands }) => [step, commands]));
  expect(commands).toMatchObject({
    lease: ["take component:dashboard", "take target:vps"],
    bump: [
      "dashboard 131 → 132",
      "write version.json",
      "write web/dashboard/package.json",
      "write README.md",
    ],
    commit: [
      "git add -- README.md version.json web/dashboard/package.json web/dashboard/src/main.ts",
      "git commit -m 'charts: faster' --trailer 'Slipway-Ship: <ship>' --trailer 'Slipway-Audit: <seq>:<hash> <log>'",
    ],
    push: ["npm test", "git push --porcelain --no-follow-tags -- origin HEAD:refs/heads/main"],
    deploy: ["cd web/dashboard && npm run deploy", "true"],
    record: ["dashboard 132 runs in production", "echo told"],
    announce: [expect.stringContaining("sync_manifest")],
  });
  expect(await repo.git("status", "--porcelain") + await repo.git("for-each-ref")).toBe(before);
  expect((await yard().status()).ships).toEqual([]);
  // what a ship would refuse, its dry run refuses
  await repo.write("web/dashboard/shot.png", "PNG");
  const refused = await yard().run(repo, "ship", "dashboard", "--dry-run", "--json");
  expect([refused.code, ...codes(refused)]).toEqual([5, "file_refused"]);
});

test("a bump that is committed and was never shipped is not bumped again; a number once used is never used again", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await repo.run("bump", "dashboard", "--build", "135");
  await repo.commit("bumped by hand");
  const first = await yard().run(repo, "ship", "dashboard", "--json");
  expect(events(first).at(-1)).toMatchObject({ build: 135, previous: 131 });

  // a ship that used 136 and was given up
  yard().tap.before = ({ name, args }) =>
    Promise.resolve(name === "record_step" && args.step === "commit" ? "lose" as const : "pass" as const);
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(1);
  yard().tap.reset();
  expect((await yard().run(repo, "ship", "--abandon", "dashboard", "-m", "the network was down")).code).toBe(
    0,
  );
  await repo.git("checkout", "--quiet", "--", ".");
  const next = await yard().run(repo, "ship", "dashboard", "--json");
  expect(events(next).at(-1)).toMatchObject({ build: 137, previous: 135 });
  const [given] = await yard().sql`select build, reason from ship.ships where outcome = 'abandoned'`;
  expect(given).toEqual({ build: 136, reason: "the network was down" });
});

test("promise 27: -m is the commit message, as it was typed; notes travel to the build move", async () => {
  const repo = await yard().open({ files: { "notes/next-ship.md": "Charts are faster.\n" } });
  await yard().adopt(repo);
  const text = "charts: faster\n\n# not a comment\n  indented";
  expect((await yard().run(repo, "ship", "dashboard", "-m", text)).code).toBe(0);
  expect(await repo.git("log", "-1", "--format=%B")).toMatch(
    /^charts: faster\n\n# not a comment\n {2}indented\n\nSlipway-Ship: \S{36}\nSlipway-Audit: \S+ \S{8}\n*$/,
  );
  const [move] = await yard().sql`select notes, actor from ship.build_moves where reason = 'ship'`;
  expect(move).toMatchObject({ notes: "Charts are faster.", actor: expect.stringContaining("@") });
});

test("hooks run before and after each step; one that fails stops the ship", async () => {
  const steps = [
    "bump",
    "sync",
    "readme",
    "check",
    "commit",
    "push",
    "deploy",
    "verify",
    "record",
    "announce",
  ];
  const line = (when: string) =>
    Object.fromEntries(steps.map((step) => [step, `echo "${when} ${step} $SLIPWAY_BUILD" >> $HOME/hooks`]));
  const repo = await yard().open({
    edit: ({ ship }) => ship.hooks = { before: line("before"), after: line("after") },
  });
  await yard().adopt(repo);
  const outcome = await yard().run(repo, "ship", "dashboard");
  expect(outcome.code, outcome.stderr).toBe(0);
  const ran = (await repo.read("../home/hooks")).trim().split("\n");
  expect(ran.map((said) => said.replace(/ \d+$/, ""))).toEqual(
    steps.flatMap((step) => [`before ${step}`, `after ${step}`]),
  );

  const stopped = await yard().open({
    edit: ({ ship }) => ship.hooks = { before: { commit: "exit 1" }, after: {} },
  });
  const failed = await yard().run(stopped, "ship", "docs", "--json");
  expect([failed.code, ...codes(failed)]).toEqual([1, "hook_failed"]);
  expect(await stopped.git("log", "--format=%s")).toBe("The monorepo");
});

test("unfinished ships are named by id, by the beginning of it, by component, or as the only one", async () => {
  const repo = await yard().open({
    edit: ({ components }) => {
      for (const key of ["dashboard", "docs"]) {
        Object.assign(components[key] ?? {}, { deploy: { type: "command", run: "[ -f $HOME/go ]" } });
      }
    },
  });
  await yard().adopt(repo);
  const none = await yard().run(repo, "ship", "--resume", "--json");
  expect([none.code, ...codes(none)]).toEqual([5, "ship_unknown"]);
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(9);
  expect((await yard().run(repo, "ship", "docs")).code).toBe(9);
  const which = await yard().run(repo, "ship", "--resume", "--json");
  expect([which.code, ...codes(which)]).toEqual([2, "ship_ambiguous"]);
  const [dashboard] = (await yard().status()).ships;
  await repo.write("../home/go", "");
  const byId = await yard().run(repo, "ship", "--resume", `${dashboard?.ship.slice(0, 8)}`, "--json");
  expect(events(byId).at(-1)).toMatchObject({ ship: dashboard?.ship });
  expect((await yard().run(repo, "ship", "--resume", "docs")).code).toBe(0);
});

test("--exit-code ships what changed since its last ship, and ends with 3 when nothing did", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  expect((await yard().run(repo, "ship", "dashboard", "--exit-code")).code).toBe(0);
  expect((await yard().run(repo, "ship", "docs")).code).toBe(0);
  expect((await yard().run(repo, "ship", "dashboard", "--exit-code")).code).toBe(3);
  expect(await yard().deployed("dashboard")).toBe(132);
  await repo.write("web/dashboard/src/main.ts", "// changed\n");
  expect((await yard().run(repo, "ship", "dashboard", "--exit-code")).code).toBe(0);
});

test("Postgres that goes away after the push leaves a ship that can be resumed", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  let isGone = false;
  yard().tap.before = ({ name, args }) => {
    isGone ||= name === "record_step" && args.step === "announce";
    return Promise.resolve(isGone ? "lose" : "pass");
  };
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([9, "control_plane_unreachable"]);
  yard().tap.reset();
  expect((await yard().run(repo, "ship", "--resume", "--json")).code).toBe(0);
  expect(await yard().deployed("dashboard")).toBe(132);
});

test("the answer of a call that got lost is no reason to stop", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const heard = new Set<string>();
  yard().tap.after = ({ name, args }) => {
    const word = `${name} ${args.step} ${args.state}`;
    const isFirst = name === "record_step" && !heard.has(word);
    heard.add(word);
    return Promise.resolve(isFirst ? "lose" : "pass");
  };
  const outcome = await yard().run(repo, "ship", "dashboard");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(heard.size).toBeGreaterThan(10);
});

test.skipIf(!hasTerminal)(
  "a person at a terminal is asked when notes are missing, and may say no",
  async () => {
    const repo = await yard().open({ files: { "notes/next-ship.md": "" } });
    await yard().adopt(repo);
    const terminal = openTerminal(`${slipwayCommand} ship dashboard`, {
      cwd: repo.root,
      env: { ...repo.env, ...yard().env },
    });
    await terminal.until("Ship all the same?");
    terminal.type("n");
    expect(await terminal.ended).toBe(5);
    expect(terminal.shown()).toContain("declined");
    expect((await yard().run(repo, "ship", "dashboard", "--yes")).code).toBe(0);
  },
);
