import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Checkout, codes, events, type Monorepo, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

/** A clone with commits of a person that are not pushed, and a remote that moves between the ship's fetch and its push. */
async function open(
  prepare: (repo: Monorepo) => Promise<void>,
): Promise<{ repo: Monorepo; other: Checkout }> {
  const repo = await yard().open({
    edit: ({ ship }) => ship.hooks = { before: { push: "sh ../move.sh" }, after: {} },
  });
  await yard().adopt(repo);
  const other = await repo.clone();
  await prepare(repo);
  const file = join(repo.root, "..", "move.sh");
  await writeFile(
    file,
    `unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE\ncd "${other.root}" && echo theirs >> web/status/src/main.ts && git commit --quiet -a -m theirs && git push --quiet\n`,
  );
  await chmod(file, 0o755);
  return { repo, other };
}

/** A merge, an author of its own, an empty commit. */
async function personal(repo: Monorepo): Promise<void> {
  await repo.git("switch", "--quiet", "--create", "topic");
  await repo.commit("on the topic", { "web/dashboard/src/topic.ts": "// topic\n" });
  await repo.git("switch", "--quiet", "main");
  await repo.git("merge", "--quiet", "--no-ff", "-m", "a merge", "topic");
  await repo.git("commit", "--quiet", "--allow-empty", "--author=Grace <grace@example.test>", "-m", "empty");
}

test("commits of a person that a moved remote lacks are not rewritten: the ship stops with the command to type, and goes on", async () => {
  const { repo } = await open(personal);
  const mine = await repo.git("rev-list", "origin/main..HEAD");
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([1, "push_needs_rewrite"]);
  expect(outcome.stdout).toContain("git pull --rebase origin main");
  // the ship's commit is on top, and below it everything is as it was
  expect((await repo.git("rev-list", "origin/main..HEAD")).split("\n").slice(1)).toEqual(mine.split("\n"));
  expect(await repo.git("status", "--porcelain")).toBe("");

  await repo.git("merge", "--quiet", "-m", "both", "origin/main");
  await writeFile(join(repo.root, "..", "move.sh"), "");
  const resumed = await yard().run(repo, "ship", "--resume", "--json");
  expect(resumed.code, resumed.stderr).toBe(0);
  const pushed = (await repo.git("rev-list", "origin/main")).split("\n");
  expect(pushed).toEqual(expect.arrayContaining(mine.split("\n")));
  expect(await repo.git("log", "--format=%an", "--grep=^empty$", "origin/main")).toBe("Grace");
});

test("without a moved remote they reach it byte for byte, below the ship's one", async () => {
  const { repo } = await open(personal);
  await writeFile(join(repo.root, "..", "move.sh"), "");
  const mine = await repo.git("rev-list", "origin/main..HEAD");
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect((await repo.git("rev-list", "origin/main")).split("\n")).toEqual(
    expect.arrayContaining(mine.split("\n")),
  );
  expect(await repo.git("rev-list", "--count", "origin/main")).toBe(String(mine.split("\n").length + 2));
});

test("a hook that changes more while the ship's commit is put on top undoes it: nothing is pushed", async () => {
  const { repo } = await open(() => Promise.resolve());
  await repo.write("web/dashboard/src/main.ts", "mine\n");
  // a conflict in version.json makes git run the commit's hooks again
  await repo.write(
    ".git/hooks/post-rewrite",
    '#!/bin/sh\n[ "$1" = rebase ] || exit 0\necho more > web/docs/src/main.ts; git add web/docs/src/main.ts; git commit --quiet --amend --no-edit\n',
    0o755,
  );
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([1, "rebase_changed_more"]);
  expect(outcome.stdout).toContain("web/docs/src/main.ts");
  expect(await repo.git("log", "-1", "--format=%s", "origin/main")).toBe("theirs");
  expect(await repo.git("show", "--format=", "--name-only", "HEAD")).not.toContain("web/docs");
});

test("a formatter that rewrites what the ship wrote is named, and nothing is pushed", async () => {
  const { repo } = await open(() => Promise.resolve());
  await repo.write(
    ".git/hooks/pre-commit",
    `#!/bin/sh\nsed 's/"build": 132/"build": 1320/' web/dashboard/package.json > p && mv p web/dashboard/package.json && git add web/dashboard/package.json\n`,
    0o755,
  );
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect(outcome.code).toBe(7);
  expect(outcome.stdout).toContain("rewrote web/dashboard/package.json");
  expect(events(outcome).some(({ step, state }) => step === "push" && state === "done")).toBe(false);
});
