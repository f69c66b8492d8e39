import { env } from "node:process";
import { expect, test } from "vitest";
import { openGit } from "../../../scripts/git/git.ts";
import { readRepository } from "../../../scripts/git/repository.ts";
import { findShipCommit, isShipCommit } from "../../../scripts/git/commit.ts";
import { withTrailers } from "../../../scripts/git/trailers.ts";
import { useOpened } from "./opened.ts";

const open = useOpened();

test("every change is named as it is on disk: spaces, line breaks, quotes, letters of all kinds, index and work tree", async () => {
  const repo = await open();
  const git = openGit(repo.root);
  const names = [
    "web/a b.ts",
    'web/"quoted".ts',
    "web/line\nbreak.ts",
    "web/größe-日本.ts",
    "web/ leading",
    "web/tab\there",
  ];
  for (const name of names) await repo.write(name, "new\n");
  await repo.git("add", "web/a b.ts");
  await repo.git("rm", "--quiet", "web/docs/src/main.ts");
  await repo.git("mv", "web/status/src/main.ts", "web/status/src/moved.ts");
  const { changes, branch, head, isShallow, operation, prefix } = await readRepository(git);
  const of = (isDeleted: boolean) =>
    changes.filter((change) => change.isDeleted === isDeleted).map(({ path }) => path).sort();
  expect(of(false)).toEqual([...names, "web/status/src/moved.ts"].sort());
  expect(of(true)).toEqual(["web/docs/src/main.ts", "web/status/src/main.ts"]);
  expect([branch, isShallow, operation, prefix]).toEqual(["main", false, null, ""]);
  expect(head).toBe(await repo.git("rev-parse", "HEAD"));
});

test("a file that was taken out of the index and still is on disk is there; what a killed run left behind is nobody's", async () => {
  const repo = await open();
  await repo.git("rm", "--quiet", "--cached", "web/docs/src/main.ts");
  await repo.write(".version.json.slipway-0123456789ab", "half");
  await repo.write("web/docs/.package.json.slipway-0123456789ab", "half");
  expect((await readRepository(openGit(repo.root))).changes).toEqual([
    {
      path: "web/docs/src/main.ts",
      isUnmerged: false,
      isDeleted: false,
      isNestedRepository: false,
      isUntracked: false,
    },
  ]);
});

test("text that is cut between two reads in the middle of a character stays whole", async () => {
  const repo = await open();
  await repo.commit("long", { "notes/long.md": "日本語🚀".repeat(60_000) });
  const { stdout } = await openGit(repo.root).run(["show", "HEAD:notes/long.md"]);
  expect(stdout).toBe("日本語🚀".repeat(60_000));
});

test("a git that fails says what it wrote, without secrets; a git that is missing says so", async () => {
  const repo = await open();
  const git = openGit(repo.root);
  await expect(git.run(["fetch", "https://ada:hunter2hunter2@127.0.0.1:9/x.git"])).rejects.toMatchObject({
    code: "git_failed",
    message: expect.not.stringContaining("hunter2"),
  });
  await expect(openGit("/").run(["rev-parse", "HEAD"])).rejects.toMatchObject({ code: "git_failed" });
  env.PATH = repo.home;
  await expect(git.run(["status"])).rejects.toMatchObject({ code: "git_missing" });
});

test("a message keeps its own trailers, and the ship's stands beside them", () => {
  const named = { "Slipway-Ship": "id", "Slipway-Audit": undefined };
  expect(withTrailers("fix: charts", named)).toBe("fix: charts\n\nSlipway-Ship: id\n");
  expect(withTrailers("fix: charts\n\nCo-authored-by: Ada <a@b>\n", named))
    .toBe("fix: charts\n\nCo-authored-by: Ada <a@b>\nSlipway-Ship: id\n");
  expect(withTrailers("Title: not a trailer", named)).toBe("Title: not a trailer\n\nSlipway-Ship: id\n");
});

test("the commit of a ship is found by its trailer, and only by that", async () => {
  const repo = await open();
  const git = openGit(repo.root);
  const ship = "11111111-2222-4333-8444-555555555555";
  const found = (heads = ["HEAD"]) => findShipCommit(git, ship, heads, "2000-01-01T00:00:00Z");
  expect(await found()).toBeNull();
  const sha = await repo.commit(withTrailers("one", { "Slipway-Ship": ship }));
  expect([await found(), await isShipCommit(git, ship)]).toEqual([sha, true]);
  await repo.commit(withTrailers("another ship", { "Slipway-Ship": ship.replace("1", "2") }));
  expect([await found(), await found(["HEAD", "origin/main"]), await isShipCommit(git, ship)]).toEqual([
    sha,
    sha,
    false,
  ]);
});
