import { readFile } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { openGit } from "../../../scripts/git/git.ts";
import { loadWorkspace } from "../../../scripts/manifest/load.ts";
import { lookAtChanges } from "../../../scripts/ci-gate/look.ts";
import { botMessage } from "../../../scripts/release/bot-commit.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";

/** Two apps and a database with CI, a track that shares a folder, and a folder that is nobody's. */
async function open(): Promise<{ repo: Monorepo; base: string }> {
  const repo = await createMonorepo({
    ...{ components: [], remote: false },
    edit(draft) {
      const ci = { run: ["true"], database: false };
      draft.build = 2;
      draft.ship = { ...draft.ship, shared: ["version.json", "README.md", "notes/**", "tools/**"] };
      draft.components = {
        api: { name: "API", kind: "server", version: "1.0.0", build: 1, paths: ["apps/api"], ci },
        web: { ...{ name: "Web", kind: "web", version: "1.0.0", build: 2, paths: ["apps", "libs/ui"] }, ci },
        tray: {
          ...{ name: "Tray", kind: "desktop", version: "1.0.0", build: 1, paths: ["tray"], ci },
          mirrors: [{ type: "json", file: "tray/package.json", key: "/version", value: "version" }],
          release: { tag: "tray-v", inputs: ["libs/**"] },
        },
        database: {
          ...{ name: "Database", kind: "database", version: "1.0.0", build: 1, paths: ["supabase"] },
          deploy: { type: "supabase", migrations: true, functions: [] },
        },
      };
    },
    files: { "tray/package.json": '{ "version": "1.0.0" }\n', "apps/api/main.ts": "1\n" },
  });
  onTestFinished(() => repo.stop());
  return { repo, base: await repo.git("rev-parse", "HEAD") };
}

const all = ["ci_api", "ci_web", "ci_tray", "db_check"];

/** The jobs that have to run for what HEAD changed. */
async function jobsOf({ root }: Monorepo, base: string): Promise<string[]> {
  const { jobs } = await lookAtChanges(openGit(root), await loadWorkspace(root), base);
  expect(jobs.map(({ id }) => id)).toEqual(all);
  return jobs.filter(({ runs }) => runs).map(({ id }) => id);
}

test("promise 154: a job runs when a file of its component changed, by the longest match", async () => {
  const { repo, base } = await open();
  const cases: [Record<string, string>, string[]][] = [
    [{ "apps/api/new.ts": "1\n" }, ["ci_api"]],
    [{ "apps/shop/index.html": "1\n" }, ["ci_web"]],
    [{ "libs/ui/button.ts": "1\n" }, ["ci_web", "ci_tray"]],
    [{ "libs/core/a.ts": "1\n" }, ["ci_tray"]],
    [{ "supabase/migrations/1_a.sql": "select 1;\n" }, ["db_check"]],
    // everybody's, and nobody's
    [{ "tools/build.sh": "1\n" }, all],
    [{ "tools/README.md": "1\n" }, []],
    [{ "README.md": "words\n", "notes/next-ship.md": "words\n" }, []],
    [{ "misc/x.txt": "1\n", ".github/workflows/mine.yml": "on: push\n" }, []],
    [{ "package-lock.json": "{}\n" }, all],
  ];
  for (const [files, expected] of cases) {
    await repo.git("switch", "--quiet", "--detach", base);
    await repo.commit("fix: it", files);
    expect([Object.keys(files), await jobsOf(repo, base)]).toEqual([Object.keys(files), expected]);
  }
  await repo.git("switch", "--quiet", "--detach", base);
  await repo.git("rm", "--quiet", "apps/api/main.ts");
  await repo.commit("fix: gone");
  expect(await jobsOf(repo, base)).toEqual(["ci_api"]);
});

test("version.json touches the components whose entries differ, numbers aside", async () => {
  const { repo, base } = await open();
  const edit = async (change: (manifest: ReturnType<typeof JSON.parse>) => void) => {
    await repo.git("switch", "--quiet", "--detach", base);
    const manifest = JSON.parse(await repo.read("version.json"));
    change(manifest);
    await repo.commit("chore: words", { "version.json": `${JSON.stringify(manifest, null, 2)}\n` });
    return await jobsOf(repo, base);
  };
  expect(await edit((manifest) => manifest.components.api.build = 2)).toEqual([]);
  expect(await edit((manifest) => manifest.components.api.ci.run = ["false"])).toEqual(["ci_api"]);
  expect(await edit((manifest) => manifest.ship.prepare = "make")).toEqual(all);
});

test("what the base got meanwhile is not the pull request's; what can't be compared runs everything", async () => {
  const { repo, base } = await open();
  const main = await repo.commit("feat: web", { "apps/shop/a.ts": "1\n" });
  await repo.git("switch", "--quiet", "--detach", base);
  await repo.commit("fix: api", { "apps/api/b.ts": "1\n" });
  expect(await jobsOf(repo, main)).toEqual(["ci_api"]);
  for (const unknown of ["0".repeat(40), "1".repeat(40), "--all", ""]) {
    expect(await jobsOf(repo, unknown)).toEqual(all);
  }
});

test("promise 154: commits that a release made pass in seconds, mixed ones don't", async () => {
  const { repo, base } = await open();
  const message = botMessage([{ key: "tray", version: "1.1.0" }], "0d1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b");
  await repo.commit(message, { "tray/package.json": '{ "version": "1.1.0" }\n' });
  expect(await jobsOf(repo, base)).toEqual([]);
  await repo.commit("fix: tray", { "tray/main.rs": "1\n" });
  expect(await jobsOf(repo, base)).toEqual(["ci_tray"]);
});

test(
  "promise 166: the command says the same in a clone and in a workflow",
  { timeout: 240_000 },
  async () => {
    const { repo, base } = await open();
    await repo.commit("fix: api", { "apps/api/b.ts": "1\n" });
    const file = `${repo.home}/output`;
    const workflow = await repo.run("gates", "ci", "--base", base, "--github-output", {
      env: { GITHUB_OUTPUT: file },
    });
    expect(workflow.code).toBe(0);
    expect(await readFile(file, "utf8")).toBe("ci_api=true\nci_web=false\nci_tray=false\ndb_check=false\n");
    const { stdout } = await repo.run("gates", "ci", "--base", base);
    expect(stdout.split("\n")[0]).toBe("ci_api: runs, apps/api/b.ts changed");
  },
);
