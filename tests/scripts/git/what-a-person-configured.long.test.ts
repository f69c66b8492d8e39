import { chmod, writeFile } from "node:fs/promises";
import { env } from "node:process";
import { expect, test } from "vitest";
import { filesBetween } from "../../../scripts/git/files-between.ts";
import { openGit } from "../../../scripts/git/git.ts";
import { readRepository, readStatus } from "../../../scripts/git/repository.ts";
import { findShipCommit } from "../../../scripts/git/commit.ts";
import { withTrailers } from "../../../scripts/git/trailers.ts";
import { useOpened } from "./opened.ts";

const open = useOpened();

test("what a person configured, and what a surrounding git hook exports, changes nothing", async () => {
  const repo = await open();
  const file = `${repo.home}/hostile`;
  await writeFile(
    file,
    [
      "[status]\n\tshort = true\n\tshowUntrackedFiles = no\n\trelativePaths = true\n\trenames = copies",
      "[color]\n\tui = always\n[core]\n\tquotePath = true\n\tpager = false",
      "[diff]\n\tnoprefix = true\n\tmnemonicPrefix = true\n\trenames = copies\n[log]\n\tshowSignature = true\n\tdecorate = full",
      "[push]\n\tfollowTags = true\n\tdefault = nothing\n[commit]\n\tverbose = true\n[rebase]\n\tautoStash = true\n",
    ].join("\n"),
  );
  env.GIT_CONFIG_GLOBAL = file;
  env.GIT_DIR = "/nowhere";
  env.GIT_INDEX_FILE = "/nowhere/index";
  env.GIT_WORK_TREE = "/nowhere";
  await repo.write("web/new.ts", "new\n");
  const { changes, branch } = await readRepository(openGit(repo.root));
  expect([changes.map(({ path }) => path), branch]).toEqual([["web/new.ts"], "main"]);
});

test("a signed commit is found where git shows signatures", async () => {
  const repo = await open();
  const gpg = `${repo.home}/gpg`;
  const signature = "-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n";
  await repo.write(
    "../home/gpg",
    [
      "#!/bin/sh",
      "cat >/dev/null",
      "echo 'gpg: made by Ada' >&2",
      'case "$*" in',
      "*--verify*) echo '[GNUPG:] GOODSIG 1 Ada' ;;",
      `*) printf '\\n[GNUPG:] SIG_CREATED ' >&2; printf '%b' '${signature}' ;;`,
      "esac\n",
    ].join("\n"),
    0o755,
  );
  for (
    const [name, value] of [["gpg.program", gpg], ["commit.gpgSign", "true"], ["log.showSignature", "true"]]
  ) {
    await repo.git("config", String(name), String(value));
  }
  const ship = "11111111-2222-4333-8444-555555555555";
  const sha = await repo.commit(withTrailers("signed", { "Slipway-Ship": ship }));
  expect(await repo.git("log", "-1", "--format=%H")).not.toBe(sha);
  expect(await findShipCommit(openGit(repo.root), ship, ["HEAD"], "2000-01-01T00:00:00Z")).toBe(sha);
});

test("a repository inside of the clone is named as such; a submodule that is to be ignored is none's change", async () => {
  const repo = await open();
  await repo.git("clone", "--quiet", repo.remote, "web/docs/vendor/theirs");
  await repo.write("web/docs/new/a.ts", "new\n");
  const seen = async () =>
    (await readStatus(openGit(repo.root))).changes.map((
      { path, isNestedRepository },
    ) => [path, isNestedRepository]);
  expect(await seen()).toEqual([["web/docs/new/a.ts", false], ["web/docs/vendor/theirs/", true]]);
  await repo.git("add", "--all", ".");
  await repo.git("config", "--file=.gitmodules", "submodule.theirs.path", "web/docs/vendor/theirs");
  await repo.git("config", "--file=.gitmodules", "submodule.theirs.url", repo.remote);
  await repo.commit("a submodule");
  await repo.write("web/docs/vendor/theirs/README.md", "changed\n");
  expect(await seen()).toEqual([["web/docs/vendor/theirs", false]]);
  await repo.git("config", "submodule.theirs.ignore", "all");
  expect([await repo.git("status", "--porcelain"), await seen()]).toEqual(["", []]);
});

test("a hook of the person's repository runs, and its refusal is told", async () => {
  const repo = await open();
  const hook = `${repo.root}/.git/hooks/pre-commit`;
  await writeFile(hook, "#!/bin/sh\necho 'lint: 3 problems' >&2\nexit 1\n");
  await chmod(hook, 0o755);
  await repo.write("web/new.ts", "new\n");
  const { commit, stage } = await import("../../../scripts/git/commit.ts");
  const git = openGit(repo.root);
  await stage(git, ["web/new.ts"]);
  await expect(commit(git, "message")).rejects.toMatchObject({
    code: "commit_refused",
    message: expect.stringContaining("lint: 3 problems"),
  });
});

test("files between two commits are named below the root, also where that is a folder of the repository; an unknown commit is no answer", async () => {
  const repo = await open();
  const from = await repo.git("rev-parse", "HEAD");
  const to = await repo.commit("feat: two", {
    "web/dashboard/src/a.ts": "export {};\n",
    "docs-of-others.md": "x\n",
  });
  expect(await filesBetween(openGit(repo.root), from, to)).toEqual([
    "docs-of-others.md",
    "web/dashboard/src/a.ts",
  ]);
  expect(await filesBetween(openGit(`${repo.root}/web`), from, to)).toEqual(["dashboard/src/a.ts"]);
  expect(await filesBetween(openGit(repo.root), "a".repeat(40), to)).toBeNull();
});
