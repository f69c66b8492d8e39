import { join } from "node:path";
import { expect, test } from "vitest";
import { codes, type Monorepo, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();
const inHome = (path: string, repo: Monorepo) => join(repo.home, path);

/** A ship that was pushed, and whose deploy failed; `deploy` is what the resumed one runs. */
async function stopped(deploy: string, prepare: (repo: Monorepo) => Promise<void>): Promise<Monorepo> {
  const repo = await yard().open({
    edit({ components: { dashboard } }) {
      if (dashboard) dashboard.deploy = { type: "command", run: `[ -f $HOME/go ] && ${deploy}` };
    },
  });
  await yard().adopt(repo);
  await prepare(repo);
  await repo.git("push", "--quiet");
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(9);
  await repo.write("../home/go", "");
  return repo;
}

async function addSubmodule(repo: Monorepo): Promise<string> {
  const module = join(repo.root, "..", "module");
  await repo.git("init", "--quiet", module);
  await repo.git("-C", module, "commit", "--quiet", "--allow-empty", "-m", "empty");
  await repo.write("../module/part.txt", "from the submodule\n");
  await repo.git("-C", module, "add", "part.txt");
  await repo.git("-C", module, "commit", "--quiet", "-m", "part");
  // a person who uses submodules from a folder has allowed that
  await repo.git("config", "--global", "protocol.file.allow", "always");
  await repo.git("submodule", "--quiet", "add", module, "web/dashboard/module");
  await repo.commit("a submodule");
  return module;
}

test("a resumed ship deploys from a tree with its submodules; without them it deploys nothing", async () => {
  let module = "";
  const repo = await stopped("cat web/dashboard/module/part.txt > $HOME/seen", async (repo) => {
    module = await addSubmodule(repo);
  });
  const elsewhere = await repo.clone();
  await repo.git("-C", module, "config", "core.bare", "true");
  const out = await repo.tryGit("-C", join(module, ".."), "init", "--quiet", "--bare", "none.git");
  expect(out.code).toBe(0);

  const broken = join(repo.root, "..", "away");
  await Deno.rename(module, broken);
  const refused = await yard().run(elsewhere, "ship", "--resume", "--json");
  expect([refused.code, ...codes(refused)]).toEqual([9, "tree_incomplete"]);
  await expect(Deno.stat(inHome("seen", repo))).rejects.toThrow(Deno.errors.NotFound);

  await Deno.rename(broken, module);
  const resumed = await yard().run(elsewhere, "ship", "--resume");
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(await repo.read("../home/seen")).toBe("from the submodule\n");
});

test("a file that is only a pointer of Git LFS is not deployed", async () => {
  const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n";
  const repo = await stopped("touch $HOME/seen", async (repo) => {
    await repo.commit("large files", {
      ".gitattributes": "*.bin filter=lfs -text\n",
      "web/dashboard/model.bin": pointer,
    });
  });
  const refused = await yard().run(await repo.clone(), "ship", "--resume", "--json");
  expect([refused.code, ...codes(refused)]).toEqual([9, "tree_incomplete"]);
  expect(refused.stdout).toContain("model.bin");
  await expect(Deno.stat(inHome("seen", repo))).rejects.toThrow(Deno.errors.NotFound);
});

test("a resume without `prepare`, where something would have to be installed, says so", async () => {
  const repo = await stopped(
    "true",
    (repo) => repo.commit("a root package", { "package.json": "{}\n" }).then(() => {}),
  );
  const resumed = await yard().run(await repo.clone(), "ship", "--resume");
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(resumed.stderr).toContain("prepare_missing");
});

test("a push checks submodules as the person has configured it", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await addSubmodule(repo);
  await repo.git("push", "--quiet");
  // the submodule's new commit is nowhere but here
  await repo.write("web/dashboard/module/part.txt", "newer\n");
  await repo.git("-C", "web/dashboard/module", "commit", "--quiet", "-a", "-m", "newer");
  await repo.git("config", "push.recurseSubmodules", "check");
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([1, "push_refused"]);
  expect(outcome.stdout).toContain("module");
});
