import { expect, test } from "vitest";
import { codes, events, findings, type Monorepo, useShipyard } from "../../support/shipyard.ts";
import { until } from "../../support/until.ts";

const yard = useShipyard();

/** Nothing was written: no file, no commit, no ship, no build. */
async function expectUntouched(repo: Monorepo, before: string): Promise<void> {
  expect(
    await repo.git("status", "--porcelain", "--untracked-files=all") + await repo.git("rev-parse", "HEAD"),
  ).toBe(before);
  expect((await yard().status()).ships).toEqual([]);
  expect(yard().tap.calls.map(({ name }) => name)).not.toContain("begin_ship");
}

async function refused(repo: Monorepo, ...args: string[]) {
  const before = await repo.git("status", "--porcelain", "--untracked-files=all") +
    await repo.git("rev-parse", "HEAD");
  yard().tap.calls = [];
  const outcome = await yard().run(repo, "ship", ...args, "--json");
  await expectUntouched(repo, before);
  return { code: outcome.code, codes: codes(outcome) };
}

test("promise 33: a change in another subtree, of nobody, or staged, is refused; all are named at once", async () => {
  const repo = await yard().open();
  await repo.write("web/docs/src/main.ts", "// changed\n");
  await repo.write("package.json", "{}\n");
  await repo.write("web/docs/new.ts", "// new\n");
  await repo.git("add", "web/docs/new.ts");
  await repo.write("web/dashboard/src/main.ts", "// mine\n");
  expect(await refused(repo, "dashboard")).toEqual({
    code: 5,
    codes: ["change_outside", "change_outside", "change_outside"],
  });
});

test("promise 29: a .png or .env* in the set is refused, in the component and in the shared files; one that is removed is not", async () => {
  const repo = await yard().open({ files: { "web/dashboard/old.png": "PNG" } });
  await yard().adopt(repo);
  await repo.git("rm", "--quiet", "web/dashboard/old.png");
  await repo.write("web/dashboard/shot.png", "PNG");
  await repo.write("web/dashboard/Shot.PNG", "PNG");
  await repo.write("web/dashboard/.env.local", "KEY=1");
  await repo.write("notes/.env", "KEY=1");
  expect(await refused(repo, "dashboard")).toEqual({ code: 5, codes: Array(4).fill("file_refused") });
  await repo.git("clean", "--quiet", "--force", "web/dashboard", "notes");
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(0);
  expect(await repo.git("ls-tree", "-r", "--name-only", "origin/main", "web/dashboard/")).not.toContain(
    "old.png",
  );
});

test("promise 32: ship ios is refused and points to the iOS path", async () => {
  const repo = await yard().open();
  const outcome = await yard().run(repo, "ship", "ios", "--json");
  expect(outcome.code).toBe(5);
  expect(codes(outcome)).toEqual(["ios_not_a_ship_target"]);
  expect(outcome.stdout).toContain("slipway ios ship");
});

test("an unknown component is a usage error that names those there are", async () => {
  const repo = await yard().open();
  const outcome = await yard().run(repo, "ship", "dashbord", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([2, "component_unknown"]);
  expect(outcome.stdout).toContain("dashboard");
});

test("promises 19, 23: drift alone ends with 7; together with something else with 5, and everything is named", async () => {
  const repo = await yard().open();
  await repo.write("web/docs/package.json", (await repo.read("web/docs/package.json")).replace("41", "7"));
  await repo.commit("a hand edit");
  expect(await refused(repo, "dashboard")).toEqual({ code: 7, codes: ["mirror_drift"] });
  await repo.write("web/docs/new.ts", "// new\n");
  expect(await refused(repo, "dashboard")).toEqual({ code: 5, codes: ["change_outside", "mirror_drift"] });
});

test("promise 34: missing notes warn; where notes are strict, they refuse", async () => {
  const repo = await yard().open({ files: { "notes/next-ship.md": " \n" } });
  await yard().adopt(repo);
  const warned = await yard().run(repo, "ship", "dashboard");
  expect(warned.code).toBe(0);
  expect(warned.stderr).toContain("notes_missing");
  const strict = await yard().open({
    files: { "notes/next-ship.md": "" },
    edit: ({ ship }) => {
      ship.notes = { chat: "notes/next-ship.md", store: "notes/next-ship-tf.md", strict: true };
    },
  });
  expect(codes(await yard().run(strict, "ship", "docs", "--json"))).toEqual(["notes_missing"]);
});

test("promise 34: notes that went out with the last ship are not told again; where notes are strict, they refuse", async () => {
  const repo = await yard().open({ files: { "notes/next-ship.md": "Charts are faster.\n" } });
  await yard().adopt(repo);
  expect((await yard().run(repo, "ship", "dashboard")).stderr).not.toContain("notes_repeated");
  const again = await yard().run(repo, "ship", "docs");
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain("notes_repeated");
  const said = await until("both are in the chat", async () => {
    const texts = (await yard().chat()).join("\n");
    return texts.includes("docs") && texts;
  });
  expect(said.split("Charts are faster.")).toHaveLength(2);

  const version = JSON.parse(await repo.read("version.json"));
  version.ship.notes = { chat: "notes/next-ship.md", store: "notes/next-ship-tf.md", strict: true };
  await repo.commit("strict", { "version.json": `${JSON.stringify(version, null, 2)}\n` });
  await repo.git("push", "--quiet");
  const refused = await yard().run(repo, "ship", "docs", "--json");
  expect({ code: refused.code, codes: codes(refused) }).toEqual({ code: 5, codes: ["notes_repeated"] });
  expect((await yard().status()).ships).toEqual([]);
  await repo.write("notes/next-ship.md", "Charts have colours.\n");
  expect((await yard().run(repo, "ship", "docs")).code).toBe(0);
});

test("another branch, a detached head, an unfinished rebase and a shallow clone are refused", async () => {
  const repo = await yard().open();
  await repo.git("switch", "--quiet", "--create", "topic");
  expect(await refused(repo, "dashboard")).toEqual({ code: 5, codes: ["branch_wrong"] });
  await repo.git("switch", "--quiet", "--detach");
  expect(await refused(repo, "dashboard")).toEqual({ code: 5, codes: ["head_detached"] });

  await repo.git("switch", "--quiet", "main");
  await repo.commit("one", { "web/dashboard/src/main.ts": "one\n" });
  await repo.git("switch", "--quiet", "topic");
  await repo.commit("two", { "web/dashboard/src/main.ts": "two\n" });
  await repo.tryGit("rebase", "main");
  expect((await refused(repo, "dashboard")).codes).toEqual(["operation_unfinished", "conflict_unresolved"]);
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

test("a deploy to Supabase of which nobody knows the project is refused before anything is written", async () => {
  const repo = await yard().open({
    edit: ({ ship, components: { docs } }) => {
      if (docs) docs.deploy = { type: "supabase", migrations: true, functions: [] };
      delete Object(ship.environment).project_ref;
    },
  });
  await yard().adopt(repo);
  expect(await refused(repo, "docs")).toEqual({ code: 5, codes: ["supabase_project_missing"] });
  expect(codes(await yard().run(repo, "ship", "docs", "--dry-run", "--json"))).toEqual([
    "supabase_project_missing",
  ]);
});

test("a shallow clone is refused", async () => {
  const repo = await yard().open();
  await repo.commit("one more");
  await repo.git("push", "--quiet");
  await repo.git("clone", "--quiet", "--depth=1", `file://${repo.remote}`, `${repo.root}/../shallow`);
  const outcome = await yard().start(repo, `${repo.root}/../shallow`, ["ship", "dashboard", "--json"]).ended;
  expect([outcome.code, ...codes(outcome)]).toEqual([5, "clone_shallow"]);
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
  expect(await refused(repo, "dashboard")).toEqual({ code: 5, codes: ["branch_diverged"] });
});

test("a bump of another component that is not committed is refused", async () => {
  const repo = await yard().open();
  expect((await yard().run(repo, "bump", "status")).code).toBe(0);
  const { code, codes: found } = await refused(repo, "dashboard");
  expect([code, ...found.sort()]).toEqual([5, "build_of_another", "change_outside"]);
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

test("secrets, builds and large binaries are refused by name and by content; version.json can refuse more, or allow some", async () => {
  const repo = await yard().open({
    edit({ ship }) {
      ship.files = { refuse: ["**/*.sketch"], allow: ["web/dashboard/public/**"], max_bytes: 1000 };
    },
  });
  await yard().adopt(repo);
  const key = `-----BEGIN ${"PRIVATE"} KEY-----\nMIIB\n`;
  const refusedFiles: Record<string, string | Uint8Array> = {
    "AuthKey_ABC.p8": "x",
    "dist.p12": "x",
    "server.pem": "x",
    "tls.key": "x",
    "App.mobileprovision": "x",
    "upload.jks": "x",
    "debug.keystore": "x",
    "google-services.json": "{}",
    "id_ed25519": "x",
    "App.ipa": "x",
    "App.dSYM.zip": "x",
    "logo.sketch": "x",
    ".npmrc": "//registry.example.test/:_authToken=abcdef\n",
    "notes.txt": `see below\n${key}`,
    "video.bin": new Uint8Array(2000),
  };
  for (const [path, content] of Object.entries(refusedFiles)) {
    await repo.write(`web/dashboard/${path}`, content);
  }
  // public halves, variables in place of tokens, text of any size, and what version.json allows
  await repo.write("web/dashboard/id_ed25519.pub", "ssh-ed25519 AAAA");
  await repo.write("web/dashboard/app/.npmrc", "//registry.example.test/:_authToken=${NPM_TOKEN}\n");
  await repo.write("web/dashboard/long.txt", "text\n".repeat(1000));
  await repo.write("web/dashboard/public/logo.png", new Uint8Array(2000));
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect(outcome.code).toBe(5);
  const named = Object.fromEntries(
    findings(outcome).map(({ code, file }) => [file.replace("web/dashboard/", ""), code]),
  );
  expect(named).toEqual({
    ...Object.fromEntries(Object.keys(refusedFiles).map((path) => [path, "file_refused"])),
    ".npmrc": "secret_found",
    "notes.txt": "secret_found",
    "video.bin": "file_too_large",
  });
  for (const path of Object.keys(refusedFiles)) {
    await repo.git("clean", "--quiet", "--force", `web/dashboard/${path}`);
  }
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(0);
  expect(await repo.git("ls-tree", "-r", "--name-only", "HEAD")).toContain("web/dashboard/public/logo.png");
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

test("without a credential, or without Postgres, nothing is written (4 and 1)", async () => {
  const repo = await yard().open();
  const missing = await repo.run("ship", "dashboard", "--json");
  expect([missing.code, ...codes(missing)]).toEqual([4, "credential_missing"]);
  yard().tap.before = () => Promise.resolve("lose");
  const unreachable = await yard().run(repo, "ship", "dashboard", "--json");
  expect([unreachable.code, ...codes(unreachable)]).toEqual([1, "control_plane_unreachable"]);
  expect(await repo.git("status", "--porcelain")).toBe("");
});
