import { describe, expect, test } from "vitest";
import { openGit } from "../../../../scripts/git/git.ts";
import { inOwnWorktree, mergeTrees } from "../../../../scripts/git/merge-trees.ts";
import { mergeBack } from "../../../../scripts/release/back-merge/merge.ts";
import { type Checkout, events, useShipyard } from "../../../support/shipyard.ts";
import { guardPushes } from "../../../../scripts/stack/code-host/protected-branch.ts";
import { twoTracks } from "../../../support/tracks.ts";

const yard = useShipyard();

/** `main` and `next` from one commit on; then each with its own, and both pushed. */
async function diverged(main: Record<string, string | null>, next: Record<string, string | null>) {
  const repo = await yard().open({
    ...twoTracks({
      edit: (draft) => {
        draft.ship.release = { back_merge: { from: "main", to: "next", theirs: ["release-manifests/**"] } };
      },
    }),
    files: { "release-manifests/alpha.json": "1\n", "release-manifests/old.json": "1\n", "a.txt": "1\n" },
  });
  await repo.git("switch", "--quiet", "--create", "next");
  await change(repo, next);
  await repo.git("switch", "--quiet", "main");
  await change(repo, main);
  await repo.git("push", "--quiet", "origin", "main", "next");
  return repo;
}

async function change(repo: Checkout, files: Record<string, string | null>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) await repo.git("rm", "--quiet", path);
    else await repo.write(path, text);
  }
  await repo.commit("fix: a change");
}

const backMerge = (repo: Checkout, ...args: string[]) => yard().run(repo, "back-merge", ...args, "--json");
const shown = (repo: Checkout, path: string) => repo.tryGit("show", `origin/next:${path}`);
const isDone = async (repo: Checkout) => {
  await repo.git("fetch", "--quiet", "origin");
  return (await repo.tryGit("merge-base", "--is-ancestor", "origin/main", "origin/next")).code === 0;
};
const recorded = async () => (await yard().control.releaseStatus()).back_merges;

describe("a back-merge", () => {
  test("promises 96 and 122: main becomes part of next by a merge commit, and the work tree stays as it is", async () => {
    const repo = await diverged({ "hotfix.txt": "1\n" }, { "feature.txt": "1\n" });
    await repo.write("a.txt", "in the middle of something\n");
    const outcome = await backMerge(repo);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(await isDone(repo)).toBe(true);
    expect(await repo.git("log", "-1", "--format=%s|%P", "origin/next")).toBe(
      `chore: merge main back into next|${await repo.git("rev-parse", "next")} ${await repo.git(
        "rev-parse",
        "main",
      )}`,
    );
    expect(await repo.read("a.txt")).toBe("in the middle of something\n");
    expect(await repo.git("status", "--porcelain")).toBe(" M a.txt");
    expect(await recorded()).toMatchObject([{ from_branch: "main", to_branch: "next", outcome: "done" }]);
    // there is nothing left to do, and that is done too
    const again = await backMerge(repo);
    expect([again.code, events(again).at(-1)?.outcome]).toEqual([0, "nothing_to_do"]);
  });

  test("promise 97: main's side counts for release manifests: changed, deleted, or added by both", async () => {
    const repo = await diverged(
      {
        "release-manifests/alpha.json": "main\n",
        "release-manifests/old.json": null,
        "release-manifests/new.json": "main\n",
      },
      {
        "release-manifests/alpha.json": "next\n",
        "release-manifests/old.json": "next\n",
        "release-manifests/new.json": "next\n",
        "feature.txt": "1\n",
      },
    );
    const outcome = await backMerge(repo);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome).at(-1)?.taken).toEqual([
      "release-manifests/alpha.json",
      "release-manifests/new.json",
      "release-manifests/old.json",
    ]);
    expect(await isDone(repo)).toBe(true);
    expect((await shown(repo, "release-manifests/alpha.json")).stdout).toBe("main\n");
    expect((await shown(repo, "release-manifests/new.json")).stdout).toBe("main\n");
    expect((await shown(repo, "release-manifests/old.json")).code).not.toBe(0);
    expect((await shown(repo, "feature.txt")).stdout).toBe("1\n");
  });

  test("promises 97 and 98: any other conflict stops it, fails the run, and is recorded with its files", async () => {
    const repo = await diverged(
      { "a.txt": "main\n", "release-manifests/alpha.json": "main\n" },
      { "a.txt": "next\n", "release-manifests/alpha.json": "next\n" },
    );
    const before = await repo.git("ls-remote", "origin", "next");
    const outcome = await backMerge(repo);
    expect([outcome.code, events(outcome).at(-1)?.error]).toMatchObject([1, { code: "back_merge_conflict" }]);
    expect(await repo.git("ls-remote", "origin", "next")).toBe(before);
    expect(await recorded()).toMatchObject([{ outcome: "conflict", detail: { paths: ["a.txt"] } }]);
    const rehearsed = await repo.run("back-merge", "--dry-run", "--json");
    expect([rehearsed.code, events(rehearsed).at(-1)?.error]).toMatchObject([1, {
      code: "back_merge_conflict",
    }]);
  });

  test("promise 98: a branch that takes no push is a failure, recorded as refused", async () => {
    const repo = await diverged({ "hotfix.txt": "1\n" }, { "feature.txt": "1\n" });
    await guardPushes(repo.remote, [{ branch: "next", by: "ruleset" }]);
    const outcome = await backMerge(repo);
    expect([outcome.code, events(outcome).at(-1)?.error]).toMatchObject([1, {
      code: "back_merge_refused",
      message: expect.stringContaining("GH013"),
    }]);
    expect(await isDone(repo)).toBe(false);
    expect(await recorded()).toMatchObject([{ outcome: "refused" }]);
  });

  test("next, which has nothing of its own, gets a merge commit too; without a next it says so", async () => {
    const repo = await diverged({ "hotfix.txt": "1\n" }, {});
    await repo.git("push", "--quiet", "--force", "origin", "main~1:next");
    expect((await backMerge(repo)).code).toBe(0);
    expect(await repo.git("rev-list", "--count", "--merges", "origin/main..origin/next")).toBe("1");
    await repo.git("push", "--quiet", "--delete", "origin", "next");
    const gone = await backMerge(repo);
    expect([gone.code, events(gone).at(-1)?.error]).toMatchObject([5, { code: "branch_gone" }]);
  });

  test("histories that have nothing in common are refused", async () => {
    const repo = await diverged({}, {});
    await repo.git("switch", "--quiet", "--orphan", "alone");
    await repo.commit("alone", { "alone.txt": "1\n" });
    await repo.git("push", "--quiet", "--force", "origin", "alone:next");
    await repo.git("switch", "--quiet", "main");
    const outcome = await backMerge(repo);
    expect([outcome.code, events(outcome).at(-1)?.error]).toMatchObject([5, { code: "histories_unrelated" }]);
    expect(await recorded()).toMatchObject([{ outcome: "refused" }]);
  });

  test("manifests that moved lose nothing, and an older git comes to the same tree", async () => {
    const long = Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join("");
    const repo = await diverged({}, {});
    const at = async (branch: string, files: Record<string, string | null>) => {
      await repo.git("switch", "--quiet", branch);
      await change(repo, files);
    };
    await at("main", { "release-manifests/alpha.json": long });
    await repo.git("switch", "--quiet", "--force-create", "next", "main");
    await at("next", {
      "release-manifests/alpha.json": null,
      "release-manifests/tray-alpha.json": long.replace("line 3\n", "next\n"),
    });
    await at("main", { "release-manifests/alpha.json": long.replace("line 3\n", "main\n") });
    const git = openGit(repo.root);
    const [from, to] = [await repo.git("rev-parse", "main"), await repo.git("rev-parse", "next")];
    const { signal } = new AbortController();
    const merged = await mergeBack(git, { from, to, theirs: ["release-manifests/**"], signal });
    expect(merged).toMatchObject({ kind: "merged", taken: ["release-manifests/alpha.json"] });
    const tree = merged.kind === "merged" ? merged.tree : "";
    expect(await repo.git("show", `${tree}:release-manifests/alpha.json`)).toContain("main");
    expect(await repo.git("show", `${tree}:release-manifests/tray-alpha.json`)).toContain("next");
    const merge = { ours: to, theirs: from, signal };
    const [one, other] = [await mergeTrees(git, merge), await inOwnWorktree(git, merge)];
    expect(other.unmerged).toEqual(one?.unmerged);
  });
});
