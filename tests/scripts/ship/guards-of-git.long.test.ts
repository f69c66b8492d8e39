import { expect, test } from "vitest";
import { codes, events, useShipyard } from "../../support/shipyard.ts";
import { refusedShip } from "./refused-ship.ts";

const yard = useShipyard();

test("another branch, a detached head, an unfinished rebase and a shallow clone are refused", async () => {
  const repo = await yard().open();
  await repo.git("switch", "--quiet", "--create", "topic");
  expect(await refusedShip(yard(), repo, "dashboard")).toEqual({ code: 5, codes: ["branch_wrong"] });
  await repo.git("switch", "--quiet", "--detach");
  expect(await refusedShip(yard(), repo, "dashboard")).toEqual({ code: 5, codes: ["head_detached"] });

  await repo.git("switch", "--quiet", "main");
  await repo.commit("one", { "web/dashboard/src/main.ts": "one\n" });
  await repo.git("switch", "--quiet", "topic");
  await repo.commit("two", { "web/dashboard/src/main.ts": "two\n" });
  await repo.tryGit("rebase", "main");
  expect((await refusedShip(yard(), repo, "dashboard")).codes).toEqual([
    "operation_unfinished",
    "conflict_unresolved",
  ]);
});

test("who has told git no name is refused before anything is written, and the doctor says so", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await repo.git("config", "user.useConfigOnly", "true");
  const nobody = {
    GIT_COMMITTER_NAME: "",
    GIT_COMMITTER_EMAIL: "",
    GIT_AUTHOR_NAME: "",
    GIT_AUTHOR_EMAIL: "",
  };
  const outcome = await repo.run("ship", "dashboard", "--json", { env: { ...yard().env, ...nobody } });
  expect([outcome.code, ...codes(outcome)]).toEqual([5, "git_identity_missing"]);
  expect(await repo.git("status", "--porcelain")).toBe("");
  const doctor = await repo.run("doctor", "--json", { env: { ...yard().env, ...nobody } });
  expect(JSON.stringify(events(doctor))).toContain("git config user.name");
});

test("a diverged branch is refused, also when only the fetch shows it", async () => {
  const repo = await yard().open();
  const other = await repo.clone();
  await other.commit("theirs", { "web/docs/src/main.ts": "theirs\n" });
  await other.git("push", "--quiet");
  const head = await repo.commit("mine", { "web/dashboard/src/main.ts": "mine\n" });
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([5, "branch_diverged"]);
  expect(await repo.git("rev-parse", "HEAD")).toBe(head);
  // nothing was written, so nothing is left to resume
  expect((await yard().status()).ships).toEqual([]);
  expect(await refusedShip(yard(), repo, "dashboard")).toEqual({ code: 5, codes: ["branch_diverged"] });
});

test("promises 28, 29: what a hook changes on the way is looked at as well, and nothing is committed", async () => {
  const add =
    "echo x >> web/docs/src/main.ts; printf sb_secret_%s 0123456789abcdefghij > web/dashboard/src/main.ts";
  const repo = await yard().open({ edit: ({ ship }) => ship.hooks = { before: { commit: add }, after: {} } });
  await yard().adopt(repo);
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([5, "change_outside", "secret_found"]);
  expect(await repo.git("log", "--format=%s")).toBe("The monorepo");
  expect(await repo.git("diff", "--cached", "--name-only")).toBe("");
  await repo.git("checkout", "--quiet", "--", "web/docs", "web/dashboard/src");
  await repo.write("version.json", (await repo.read("version.json")).replace(add, "true"));
  // another hook than the one that this person began with
  expect((await yard().run(repo, "ship", "--resume", "--yes")).code).toBe(0);
});

test("a new file that appears between the checks and the commit stays out of it, also in a resumed ship, and is named", async () => {
  const late = [
    "web/dashboard/App.ipa",
    "web/dashboard/report.xml",
    "web/docs/late.ts",
    "web/dashboard/late.ts",
  ];
  const repo = await yard().open({
    edit({ ship, components: { dashboard } }) {
      ship.hooks = { before: {}, after: { bump: late.map((path) => `echo x > ${path}`).join("; ") } };
      if (dashboard) dashboard.deploy = { type: "command", run: "[ -f $HOME/go ]" };
    },
  });
  await yard().adopt(repo);
  await repo.write("web/dashboard/early.ts", "// there before\n");
  // the first ship dies before it commits
  yard().tap.before = ({ name, args }) =>
    Promise.resolve(name === "record_step" && args.step === "check" ? "lose" as const : "pass" as const);
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(1);
  yard().tap.reset();
  await repo.write("../home/go", "");
  const outcome = await yard().run(repo, "ship", "--resume");
  expect(outcome.code, outcome.stderr).toBe(0);
  for (const path of late) expect(outcome.stderr).toContain(path);
  expect(outcome.stderr).toContain("files_left_out");
  const committed = await repo.git("show", "--format=", "--name-only", "HEAD");
  expect(committed.split("\n")).toEqual([
    "README.md",
    "version.json",
    "web/dashboard/early.ts",
    "web/dashboard/package.json",
  ]);
  expect((await repo.git("status", "--porcelain", "--untracked-files=all")).split("\n").sort()).toEqual(
    late.map((path) => `?? ${path}`).sort(),
  );
});

test("a file that a hook of git adds to the commit, and that is somebody else's, is not pushed", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await repo.write(
    ".git/hooks/pre-commit",
    "#!/bin/sh\necho x > web/docs/added.ts; git add web/docs/added.ts\n",
    0o755,
  );
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([1, "commit_has_more"]);
  expect(await repo.git("log", "--format=%s", "origin/main")).toBe("The monorepo");
  await repo.write(".git/hooks/pre-commit", "#!/bin/sh\n", 0o755);
  await repo.git("reset", "--quiet", "--soft", "HEAD^");
  await repo.git("restore", "--staged", "--", "web/docs/added.ts");
  await repo.git("clean", "--quiet", "--force", "web/docs");
  expect((await yard().run(repo, "ship", "--resume")).code).toBe(0);
});

test("a commit that a post-commit hook amends is the one that ships", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const amend =
    `#!/bin/sh\n[ -n "$AGAIN" ] || AGAIN=1 git commit --amend --quiet --no-edit --date=2001-01-01T00:00:00\n`;
  await repo.write(".git/hooks/post-commit", amend, 0o755);
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  const head = await repo.git("rev-parse", "HEAD");
  expect(events(outcome).at(-1)?.sha).toBe(head);
  expect(await repo.git("rev-parse", "origin/main")).toBe(head);
  expect(await repo.git("log", "-1", "--format=%as")).toBe("2001-01-01");
});

test("a commit-msg hook that refuses is named, with the command that gives another message", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await repo.write(
    ".git/hooks/commit-msg",
    '#!/bin/sh\ngrep -q "^feat" "$1" || { echo "type is missing" >&2; exit 1; }\n',
    0o755,
  );
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([1, "commit_refused"]);
  expect(outcome.stdout).toContain("type is missing");
  expect(outcome.stdout).toContain("--resume -m");
  expect((await yard().run(repo, "ship", "--resume", "-m", "feat: charts")).code).toBe(0);
  expect(await repo.git("log", "-1", "--format=%s")).toBe("feat: charts");
});

test("the author must be known as well as the committer", async () => {
  const repo = await yard().open();
  const env = { ...yard().env, GIT_AUTHOR_NAME: "", GIT_AUTHOR_EMAIL: "" };
  const outcome = await repo.run("ship", "dashboard", "--json", { env });
  expect([outcome.code, ...codes(outcome)]).toEqual([5, "git_identity_missing"]);
});
