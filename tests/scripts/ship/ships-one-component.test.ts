import { expect, test } from "vitest";
import { events, useShipyard } from "../../support/shipyard.ts";
import { until } from "../../support/until.ts";

const yard = useShipyard();

test("promises 3, 4, 12, 18, 24, 28: one command bumps, commits, pushes, deploys, records and prints the table", async () => {
  const repo = await yard().open({
    edit: (draft) => {
      const { dashboard } = draft.components;
      if (dashboard) {
        dashboard.deploy = {
          type: "command",
          run: 'echo "$SLIPWAY_COMPONENT $SLIPWAY_BUILD $SLIPWAY_SHA" > ../deployed',
        };
      }
    },
  });
  await yard().adopt(repo);
  await repo.write("web/dashboard/src/main.ts", "export const changed = true;\n");
  await repo.write("web/dashboard/src/new.ts", "export {};\n");
  await repo.write("notes/next-ship.md", "Charts are faster.\n");
  const before = JSON.parse(await repo.read("version.json"));

  const outcome = await yard().run(repo, "ship", "dashboard", "--json");

  expect(outcome.code, outcome.stderr).toBe(0);
  const steps = events(outcome).filter(({ event, state }) => event === "step" && state !== "started");
  expect(steps.map(({ step }) => step)).toEqual([
    ...["lease", "checks", "fetch", "bump", "sync", "readme", "check", "commit", "push"],
    ...["deploy", "verify", "record", "announce", "table"],
  ]);
  const result = events(outcome).at(-1);
  expect(result).toMatchObject({
    event: "result",
    component: "dashboard",
    previous: 131,
    build: 132,
    outcome: "done",
  });

  const sha = await repo.git("rev-parse", "origin/main");
  expect(result?.sha).toBe(sha);
  expect((await repo.git("show", "--format=", "--name-only", sha)).split("\n").sort()).toEqual([
    ...["README.md", "notes/next-ship.md", "version.json"],
    ...["web/dashboard/package.json", "web/dashboard/src/main.ts", "web/dashboard/src/new.ts"],
  ]);
  expect(await repo.git("log", "-1", "--format=%B")).toContain(`\nSlipway-Ship: ${result?.ship}`);
  expect(await repo.git("status", "--porcelain")).toBe("");
  const after = JSON.parse(await repo.read("version.json"));
  before.build = 132;
  before.components.dashboard.build = 132;
  expect(after).toEqual(before);
  expect(await repo.read("../deployed")).toBe(`dashboard 132 ${sha}\n`);
  expect((await yard().status()).components.find(({ key }) => key === "dashboard")).toMatchObject({
    build: 132,
    last_move: { build: 132, previous_build: 131, reason: "ship", commit_sha: sha },
  });
  expect((await yard().status()).ships).toEqual([]);
});

test("promises 3, 31, 41, 43: README, terminal and chat show the same rows, and a web ship asks for no push", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const outcome = await yard().run(repo, "ship", "docs", "-m", "docs: a page about tables");
  expect(outcome.code, outcome.stderr).toBe(0);
  const rows = (text: string) =>
    [...text.matchAll(/[●○]\s+\|?\s*(\S+)\s+\|?\s*(\(\d+(?: → \d+)?\))/gu)].map((
      [, label, cell],
    ) => [label, cell]);

  const told = rows(outcome.stdout);
  expect(told).toHaveLength(9);
  expect(told.filter(([, cell]) => cell?.includes("→"))).toEqual([["docs", "(41 → 42)"]]);
  const readme = rows(await repo.read("README.md"));
  expect(readme.map(([label]) => label)).toEqual(told.map(([label]) => label));
  expect(readme.map(([, cell]) => cell)).toEqual(told.map(([, cell]) => cell?.replace(/\d+ → /, "")));
  const message = await until("the chat has it", async () => (await yard().chat()).at(-1));
  expect(rows(message)).toEqual(told);

  const [{ count } = { count: -1 }] = await yard()
    .sql`select count(*)::int from ship.deliveries where transport = 'apns'`;
  expect(count).toBe(0);
  expect(await repo.git("log", "-1", "--format=%s")).toBe("docs: a page about tables");
});

test("promise 26: --no-deploy leaves out the deploy, and nothing else", async () => {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) dashboard.deploy = { type: "command", run: "touch ../deployed" };
    },
  });
  await yard().adopt(repo);
  const outcome = await yard().run(repo, "ship", "dashboard", "--no-deploy", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).find(({ step }) => step === "deploy")).toMatchObject({ state: "skipped" });
  await expect(repo.read("../deployed")).rejects.toThrow();
  expect(await yard().deployed("dashboard")).toBe(132);
});
