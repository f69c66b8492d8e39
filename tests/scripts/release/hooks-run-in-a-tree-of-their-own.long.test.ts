import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codes, type ManifestDraft, type Monorepo, useShipyard } from "../../support/shipyard.ts";
import { openTracks, tagsAtRemote, twoTracks } from "../../support/tracks.ts";

const yard = useShipyard();
const env = (repo: Monorepo) => ({ ...yard().env, TMPDIR: join(repo.home, "tmp") });
const run = (repo: Monorepo, ...args: string[]) =>
  repo.run("release", ...args, "--json", "--yes", { env: env(repo) });

/** Two tracks, and what version.json runs around the steps. */
async function prepared(
  after: Record<string, string>,
  before: Record<string, string> = {},
): Promise<Monorepo> {
  const edit = (draft: ManifestDraft) => {
    draft.ship.hooks = { before, after };
  };
  const options = twoTracks();
  const repo = await openTracks(yard(), {
    ...options,
    files: { ...options.files, "pnpm-lock.yaml": "platform: 2.3.0\n" },
    edit: (draft) => {
      options.edit?.(draft);
      edit(draft);
    },
  });
  await mkdir(join(repo.home, "tmp"));
  await repo.commit("fix: the core", { "crates/core/src/lib.rs": "// fixed\n" });
  await repo.git("push", "--quiet", "origin", "main");
  await repo.write("docs/index.md", "# Mine, not ready\n");
  return repo;
}

describe("hooks of a release", () => {
  test("run where the release's files are, and what they do to lock files is in the commit, which is still a robot's", async () => {
    const lock =
      "node -p '`platform: ${require(\"./apps/platform/package.json\").version}`' > pnpm-lock.yaml";
    const repo = await prepared(
      { bump: lock, push: "git rev-parse v2.3.1^{commit} > $HOME/pushed", record: "pwd > $HOME/where" },
      { commit: "git status --porcelain > $HOME/changed" },
    );
    const outcome = await run(repo, "tray", "platform", "--channel", "live");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "tray-v1.8.6", "v2.3.0", "v2.3.1"]);
    expect(await repo.git("show", "v2.3.1:pnpm-lock.yaml")).toBe("platform: 2.3.1");
    expect(await repo.read("../home/changed")).toContain(" M pnpm-lock.yaml");
    expect((await repo.read("../home/pushed")).trim()).toBe(await repo.git("rev-parse", "origin/main"));
    expect(await repo.read("../home/where")).not.toContain(repo.root);
    expect(await repo.git("status", "--porcelain")).toBe(" M docs/index.md");
    expect(await repo.git("worktree", "list")).not.toContain("\n");
    expect(await readdir(join(repo.home, "tmp"))).toEqual([]);
    // no loop: the commit with the lock file is the release's own
    const again = await run(repo, "--changed", "--channel", "alpha", "--exit-code");
    expect(again.code, again.stdout).toBe(3);
  });

  test("may change nothing else, and a release whose hook failed goes on", async () => {
    const repo = await prepared({
      bump: "[ -f $HOME/fixed ] || { echo oops > docs/made.md; echo '//' >> crates/core/src/lib.rs; }",
      check: "[ -f $HOME/ready ]",
    });
    const before = await repo.git("ls-remote", "origin");
    const refused = await run(repo, "platform", "--channel", "live");
    expect([refused.code, ...codes(refused)], refused.stderr).toEqual([1, "hook_changed_more"]);
    expect(refused.stdout).toContain("crates/core/src/lib.rs, docs/made.md");
    await repo.write("../home/fixed", "");
    const failed = await run(repo, "--resume");
    expect([failed.code, ...codes(failed)], failed.stderr).toEqual([1, "hook_failed"]);
    expect(await repo.git("ls-remote", "origin")).toBe(before);
    expect(await readdir(join(repo.home, "tmp"))).toEqual([]);
    await repo.write("../home/ready", "");
    const done = await run(repo, "--resume");
    expect(done.code, done.stderr).toBe(0);
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "v2.3.0", "v2.3.1"]);
    expect(await repo.git("status", "--porcelain")).toBe(" M docs/index.md");
  });
});
