import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openGit } from "../../../../scripts/git/git.ts";
import { readHistory } from "../../../../scripts/history/log/read-history.ts";
import { makeTempDir, removeDir } from "../../../../scripts/runtime.ts";
import { type Checkout, openCheckout } from "../../../support/monorepo.ts";

let folder: string;
let work: Checkout;
beforeEach(async () => {
  folder = await makeTempDir("slipway-history-");
  work = openCheckout(folder, folder);
  await work.git("init", "--quiet", "--initial-branch=main");
});
afterEach(() => removeDir(folder));

const below = (place: string) => (path: string) => path.startsWith(`${place}/`);
const read = (tracks: Record<string, string | null>, until = "HEAD") =>
  readHistory(openGit(folder), {
    until,
    tracks: Object.fromEntries(
      Object.entries(tracks).map(([key, since]) => [key, { since, touches: below(key) }]),
    ),
  });
const subjects = async (tracks: Record<string, string | null>, until?: string) =>
  Object.fromEntries(
    Object.entries(await read(tracks, until)).map((
      [key, { commits }],
    ) => [key, commits.map(({ subject }) => subject)]),
  );

test("promise 82: each track has the commits that touch it since its own tag", async () => {
  await work.commit("feat: a1", { "a/1": "1" });
  await work.git("tag", "a-v1.0.0");
  await work.commit("feat: both", { "a/2": "1", "b/2": "1" });
  await work.git("tag", "-a", "-m", "B", "b-v1.0.0");
  await work.commit("fix: b3", { "b/3": "1" });
  await work.commit("chore: nobody's", { "c.txt": "1" });
  expect(await subjects({ a: "a-v1.0.0", b: "b-v1.0.0" })).toEqual({ a: ["feat: both"], b: ["fix: b3"] });
  expect(await subjects({ a: "a-v1.0.0", b: null })).toEqual({
    a: ["feat: both"],
    b: ["fix: b3", "feat: both"],
  });
  const { a } = await read({ a: "a-v1.0.0" });
  expect(a).toMatchObject({ since: await work.git("rev-parse", "a-v1.0.0"), paths: ["a/2"] });
});

test("a tag on another branch leaves out only what it reaches", async () => {
  await work.commit("feat: base", { "a/base": "1" });
  await work.git("switch", "-q", "-c", "hotfix");
  await work.commit("fix: on the hotfix", { "a/fix": "1" });
  await work.git("tag", "a-v1.0.1");
  await work.git("switch", "-q", "main");
  await work.commit("feat: on main", { "a/main": "1" });
  expect(await subjects({ a: "a-v1.0.1", b: null })).toEqual({ a: ["feat: on main"], b: [] });
});

describe("the pull request of a commit", () => {
  const pulls = async () => {
    const { a } = await read({ a: null });
    return a?.commits.map(({ subject, pull }) => [subject, pull?.number ?? null]);
  };

  test("is that of the merge that brought it in, however its branch was kept up to date", async () => {
    await work.commit("feat: base", { "a/0": "1" });
    await work.git("switch", "-q", "-c", "side");
    await work.commit("feat: one", { "a/1": "1" });
    await work.git("switch", "-q", "main");
    await work.commit("fix: meanwhile", { "a/2": "1" });
    await work.git("switch", "-q", "side");
    await work.git("merge", "-q", "-m", "Merge branch 'main' into side", "main");
    await work.commit("feat: two", { "a/3": "1" });
    await work.git("switch", "-q", "main");
    await work.git(
      "merge",
      "-q",
      "--no-ff",
      "-m",
      "Merge pull request #12 from acme/side\n\nExport orders",
      "side",
    );
    expect((await pulls())?.sort()).toEqual([
      ["feat: base", null],
      ["feat: one", 12],
      ["feat: two", 12],
      ["fix: meanwhile", null],
    ]);
    const { a } = await read({ a: null });
    expect(a?.commits.find(({ subject }) => subject === "feat: one")?.pull).toEqual({
      number: 12,
      title: "Export orders",
    });
  });

  test("is the first one for a branch that another grew out of", async () => {
    await work.commit("feat: base", { "a/0": "1" });
    await work.git("switch", "-q", "-c", "first");
    await work.commit("feat: first", { "a/1": "1" });
    await work.git("switch", "-q", "-c", "second");
    await work.commit("feat: second", { "a/2": "1" });
    await work.git("switch", "-q", "main");
    await work.git("merge", "-q", "--no-ff", "-m", "Merge pull request #1 from acme/first", "first");
    await work.git("merge", "-q", "--no-ff", "-m", "Merge pull request #2 from acme/second", "second");
    expect((await pulls())?.sort()).toEqual([["feat: base", null], ["feat: first", 1], ["feat: second", 2]]);
  });

  test("is the inner one for a branch that was merged into another first", async () => {
    await work.commit("feat: base", { "a/0": "1" });
    await work.git("switch", "-q", "-c", "outer");
    await work.commit("feat: outer", { "a/1": "1" });
    await work.git("switch", "-q", "-c", "inner");
    await work.commit("feat: inner", { "a/2": "1" });
    await work.git("switch", "-q", "outer");
    await work.git(
      "merge",
      "-q",
      "--no-ff",
      "-m",
      "Merge branch 'inner' into 'outer'\n\nInner\n\nSee merge request acme/shop!7",
      "inner",
    );
    await work.git("switch", "-q", "main");
    await work.git("merge", "-q", "--no-ff", "-m", "Merge pull request #9 from acme/outer", "outer");
    expect((await pulls())?.sort()).toEqual([["feat: base", null], ["feat: inner", 7], ["feat: outer", 9]]);
  });
});

test("what a merge changed against both sides touches a track as well", async () => {
  await work.commit("feat: base", { "b/x": "0" });
  await work.git("switch", "-q", "-c", "side");
  await work.commit("fix: side", { "b/x": "1" });
  await work.git("switch", "-q", "main");
  await work.commit("fix: main", { "b/x": "2" });
  await work.tryGit("merge", "-q", "side");
  await work.commit("Merge branch 'side'", { "b/x": "3", "a/new": "1" });
  expect(await subjects({ a: null })).toEqual({ a: ["Merge branch 'side'"] });
});

describe("odd commits are read as they are", () => {
  test("paths with spaces, quotes, line ends and other alphabets, and a message that looks like the format", async () => {
    const paths = [
      "a/with space",
      'a/"quoted"',
      "a/line\nend",
      "a/größe",
      "a/0123456789012345678901234567890123456789",
    ];
    await work.commit(
      "feat: //\n\n//\n\u0001\u001b[31mred\u001b[0m\u202e\n\nReviewed-by: Ada\nRefs: #4",
      Object.fromEntries(paths.map((path) => [path, "1"])),
    );
    await work.commit("feat: after", { "a/z": "1" });
    const { a } = await read({ a: null });
    expect(a?.paths).toEqual([...paths, "a/z"].sort());
    expect(a?.commits[1]).toMatchObject({
      subject: "feat: //",
      body: "//\nred\n\nReviewed-by: Ada\nRefs: #4",
      trailers: [{ name: "Reviewed-by", value: "Ada" }, { name: "Refs", value: "#4" }],
    });
  });

  test("a message of a megabyte is cut in its middle, its footers stay", async () => {
    await work.write(
      "message",
      `feat: long\n\n${"x".repeat(999)}\n${"word ".repeat(200_000)}\n\nBREAKING CHANGE: at the end\n`,
    );
    await work.write("a/1", "1");
    await work.git("add", "a");
    await work.git("commit", "-q", "-F", "message");
    const { a } = await read({ a: null });
    expect(a?.commits[0]?.body.length).toBeLessThan(66_000);
    expect(a?.commits[0]?.body.endsWith("BREAKING CHANGE: at the end")).toBe(true);
  });

  test("a renamed file touches where it was and where it is", async () => {
    await work.commit("feat: base", { "a/1": "long enough to be found again\n" });
    await work.git("mv", "a/1", "b-1");
    await work.commit("refactor: moved");
    expect(await subjects({ a: null })).toEqual({ a: ["refactor: moved", "feat: base"] });
  });

  test("a repository whose version.json lies deeper has paths from there, and nothing of outside", async () => {
    await work.commit("feat: base", { "app/a/1": "1", "a/outside": "1" });
    const { a } = await readHistory(openGit(`${folder}/app`), {
      until: "HEAD",
      tracks: { a: { since: null, touches: below("a") } },
    });
    expect(a.paths).toEqual(["a/1"]);
  });
});

describe("what a clone lacks", () => {
  test("is refused in a shallow one, and asks no network in one without blobs", async () => {
    for (const number of [1, 2, 3]) await work.commit(`feat: ${number}`, { [`a/${number}`]: `${number}\n` });
    const question = { until: "HEAD", tracks: { a: { since: null, touches: below("a") } } };
    await work.git("config", "uploadpack.allowFilter", "true");
    await work.git("clone", "-q", "--depth=1", `file://${folder}`, `${folder}/shallow`);
    await expect(readHistory(openGit(`${folder}/shallow`), question)).rejects.toMatchObject({
      code: "clone_shallow",
      exitCode: 5,
    });
    await work.git(
      "clone",
      "-q",
      "--no-checkout",
      "--filter=blob:none",
      `file://${folder}`,
      `${folder}/partial`,
    );
    await work.git("-C", "partial", "remote", "set-url", "origin", "file:///nowhere");
    const { a } = await readHistory(openGit(`${folder}/partial`), question);
    expect(a.commits.map(({ subject }) => subject)).toEqual(["feat: 3", "feat: 2", "feat: 1"]);
  });

  test("every name that means no commit is said at once", async () => {
    await work.commit("feat: 1", { "a/1": "1" });
    await expect(read({ a: "a-v9.0.0", b: "b-v9.0.0" })).rejects.toMatchObject({
      code: "commit_unknown",
      findings: [{ message: expect.stringContaining("a-v9.0.0") }, {
        message: expect.stringContaining("b-v9.0.0"),
      }],
    });
  });
});
