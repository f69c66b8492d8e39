import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type Checkout,
  codes,
  events,
  type ManifestDraft,
  type Monorepo,
  useShipyard,
} from "../../support/shipyard.ts";

const yard = useShipyard();

/** What another person does before this ship's push: a command that runs in their clone. */
async function open(edit?: (draft: ManifestDraft) => void): Promise<{ repo: Monorepo; other: Checkout }> {
  const repo = await yard().open({
    edit(draft) {
      draft.ship.hooks = { before: { push: "sh ../move.sh" }, after: {} };
      edit?.(draft);
    },
  });
  await yard().adopt(repo);
  const other = await repo.clone();
  return { repo, other };
}

/** The other clone commits all it has and pushes, each time the script runs, as long as it has something. */
async function script(repo: Monorepo, other: Checkout, name = "move.sh"): Promise<string> {
  const file = join(repo.root, "..", name);
  await writeFile(
    file,
    `#!/bin/sh\nunset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE\ncd "${other.root}" || exit 1\ngit add --all\ngit commit --quiet -m "somebody else's" || exit 0\ngit push --quiet\n`,
  );
  await chmod(file, 0o755);
  return file;
}

/** Somebody else changes the same line during the ship. */
async function openInConflict(): Promise<Monorepo> {
  const { repo, other } = await open();
  await script(repo, other);
  await other.write("web/dashboard/src/main.ts", "theirs\n");
  await repo.write("web/dashboard/src/main.ts", "mine\n");
  return repo;
}

test("promise 30: a remote that moved once is put below, with both bumps, and everything agrees", async () => {
  const { repo, other } = await open();
  await script(repo, other);
  // both write the top build
  expect((await other.run("bump", "status", "--build", "150")).code).toBe(0);
  await other.write("web/status/src/main.ts", "theirs\n");
  await repo.write("web/dashboard/src/main.ts", "mine\n");

  const outcome = await yard().run(repo, "ship", "dashboard", "--json");

  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).at(-1)).toMatchObject({ build: 132, outcome: "done" });
  expect(await repo.git("log", "--format=%s", "-3")).toBe(
    "dashboard: build 132\nsomebody else's\nThe monorepo",
  );
  expect(await repo.git("rev-parse", "HEAD")).toBe(await repo.git("rev-parse", "origin/main"));
  const manifest = JSON.parse(await repo.read("version.json"));
  expect([manifest.build, manifest.components.status.build, manifest.components.dashboard.build]).toEqual([
    150,
    150,
    132,
  ]);
  expect((await repo.run("check")).code).toBe(0);
  expect(await repo.read("README.md")).toContain("(150)");
  // what ships is what was pushed, not what was committed first
  expect(events(outcome).at(-1)?.sha).toBe(await repo.git("rev-parse", "HEAD"));
});

test("a table on another page than README.md is no conflict either, and README.md no file of every ship", async () => {
  const { repo, other } = await open(({ ship }) => {
    ship.readme = "docs/about.md";
    ship.shared = ["version.json", "notes/**"];
  });
  const page = await repo.read("README.md");
  await repo.commit("the table moves", { "docs/about.md": page, "README.md": "# Nine\n" });
  expect((await repo.run("readme")).code).toBe(0);
  await repo.commit("its builds");
  await repo.git("push", "--quiet");
  await other.git("pull", "--quiet");
  await script(repo, other);
  expect((await other.run("bump", "status", "--build", "150")).code).toBe(0);
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect(outcome.code, outcome.stdout).toBe(0);
  expect(await repo.read("docs/about.md")).toContain("(150)");

  await repo.write("README.md", "# Nine of us\n");
  const refused = await yard().run(repo, "ship", "dashboard", "--json");
  expect([refused.code, ...codes(refused)]).toEqual([5, "change_outside"]);
});

test("a number that the remote has taken meanwhile is not used again", async () => {
  const { repo, other } = await open(({ components: { dashboard } }) => {
    // where version.json is the only mirror, two hands can write the same number
    if (dashboard) dashboard.mirrors = [];
  });
  await script(repo, other);
  expect((await other.run("bump", "dashboard", "--build", "140")).code).toBe(0);
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).at(-1)).toMatchObject({ build: 141 });
  expect(await repo.git("log", "-1", "--format=%s")).toBe("dashboard: build 141");
  expect(await yard().deployed("dashboard")).toBe(141);
});

test("promise 30: a remote that moves twice fails cleanly, and --resume lands it", async () => {
  const { repo, other } = await open();
  await script(repo, other);
  await other.write("web/status/src/main.ts", "once\n");
  // git runs this one when the ship rebases, so after its fetch
  const third = await repo.clone();
  const hook = await script(repo, third, "again.sh");
  await third.git("config", "pull.rebase", "true");
  await writeFile(
    join(repo.root, ".git/hooks/pre-rebase"),
    `#!/bin/sh\nunset GIT_DIR GIT_INDEX_FILE\n(cd "${third.root}" && git pull --quiet) && echo twice > "${third.root}/web/status/src/two.ts" && sh "${hook}"\n`,
  );
  await chmod(join(repo.root, ".git/hooks/pre-rebase"), 0o755);

  const outcome = await yard().run(repo, "ship", "dashboard", "--json");

  expect([outcome.code, ...codes(outcome)]).toEqual([1, "push_overtaken"]);
  expect(await repo.git("status", "--porcelain")).toBe("");
  expect(await repo.git("log", "-1", "--format=%s")).toBe("dashboard: build 132");
  expect(await yard().deployed("dashboard")).toBe(131);
  const [unfinished] = (await yard().status()).ships;
  expect(unfinished).toMatchObject({ component: "dashboard", build: 132, is_alive: false });

  await writeFile(join(repo.root, ".git/hooks/pre-rebase"), "#!/bin/sh\n");
  const again = await yard().run(repo, "ship", "dashboard", "--json");
  expect([again.code, ...codes(again)]).toEqual([5, "ship_unfinished"]);
  const resumed = await yard().run(repo, "ship", "--resume", "--json");
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(events(resumed).at(-1)).toMatchObject({ build: 132, ship: unfinished?.ship });
  expect((await repo.git("log", "--format=%s", "-4")).split("\n")).toEqual([
    "dashboard: build 132",
    "somebody else's",
    "somebody else's",
    "The monorepo",
  ]);
});

test("any other conflict aborts the rebase, keeps the commit and ends with 1", async () => {
  const repo = await openInConflict();
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([1, "rebase_conflict"]);
  expect(await repo.git("status", "--porcelain")).toBe("");
  expect(await repo.git("branch", "--show-current")).toBe("main");
  expect(await repo.read("web/dashboard/src/main.ts")).toBe("mine\n");
  expect(await repo.git("log", "-1", "--format=%s")).toBe("dashboard: build 132");
});

test("a rebase that a person has begun to resolve the conflict is theirs to finish", async () => {
  const repo = await openInConflict();
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(1);
  await repo.tryGit("pull", "--quiet", "--rebase", "origin", "main");
  await repo.write("web/dashboard/src/main.ts", "both\n");
  await repo.git("add", "web/dashboard/src/main.ts");
  const resumed = await yard().run(repo, "ship", "--resume", "--json");
  expect(resumed.code).not.toBe(0);
  expect(resumed.stdout).toMatch(/operation_unfinished|manifest_invalid/);
  expect(await repo.read("web/dashboard/src/main.ts")).toBe("both\n");
  expect(await repo.git("status")).toContain("rebase in progress");
});

test("a commit that a person put on top and pushed by hand is found by its trailer, by any clone", async () => {
  const repo = await openInConflict();
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(1);
  await repo.git("pull", "--quiet", "--rebase", "--strategy-option=theirs", "origin", "main");
  await repo.git("push", "--quiet");
  const resumed = await yard().run(await repo.clone(), "ship", "--resume", "--json");
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(events(resumed).at(-1)).toMatchObject({ build: 132, sha: await repo.git("rev-parse", "HEAD") });
});

test("a change that a person made to version.json is never given up for the remote's", async () => {
  const { repo, other } = await open();
  await script(repo, other);
  expect((await other.run("bump", "marketing", "--build", "200")).code).toBe(0);
  const mine = (await repo.read("version.json")).replace(
    '"build": 131,\n  "order"',
    '"build": 131,\n  "order"',
  ).replace('"name": "Nine"', '"name": "Nine!"');
  await repo.write("version.json", mine);
  expect((await repo.run("readme")).code).toBe(0);
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([1, "rebase_conflict"]);
  expect(JSON.parse(await repo.read("version.json")).name).toBe("Nine!");
});

test("a branch that is merely behind is fast-forwarded before the bump", async () => {
  const { repo, other } = await open(({ ship }) => ship.hooks = { before: {}, after: {} });
  await repo.write("web/dashboard/src/main.ts", "mine\n");
  await other.commit("theirs", { "web/docs/src/main.ts": "theirs\n" });
  await other.git("push", "--quiet");
  const outcome = await yard().run(repo, "ship", "dashboard");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await repo.git("log", "--format=%s", "-2")).toBe("dashboard: build 132\ntheirs");
});
