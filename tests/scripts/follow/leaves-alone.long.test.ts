import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { type Following, openFollowing } from "../../support/following.ts";
import { useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();
// each look starts some twenty processes of git
vi.setConfig({ testTimeout: 240_000 });
const state = async () => (await yard().control.hostStatus("production")).hosts[0];
const codes = async () => (await yard().control.hostStatus()).findings.map(({ code }) => code);
const head = ({ host }: Following) => host.git("rev-parse", "HEAD");

/** A host that runs what its branch has. */
async function openCurrent(): Promise<Following> {
  const following = await openFollowing(yard());
  expect(await following.follow()).toMatchObject({ exitCode: 0, outcome: "current" });
  return following;
}

test("promise 140: a checkout with changes is reported and not touched", async () => {
  const following = await openCurrent();
  const { host, promote, follow, deploys } = following;
  const before = await head(following);
  await promote("fix: the dashboard", { "web/dashboard/src/main.ts": "// new\n" });
  await host.write("web/dashboard/src/main.ts", "// by hand\n");
  await host.write("not-known-to-git.txt", "stays\n");
  const look = await follow();
  expect(look).toMatchObject({ exitCode: 7, outcome: "dirty", sha: before, reported: true });
  expect(look.why).toContain("web/dashboard/src/main.ts");
  expect(look.why).not.toContain("not-known-to-git.txt");
  expect(await host.read("web/dashboard/src/main.ts")).toBe("// by hand\n");
  expect(await head(following)).toBe(before);
  expect(await deploys()).toHaveLength(2);
  expect(await state()).toMatchObject({ state: "dirty", is_dirty: true, sha: before });
  expect(await codes()).toEqual(["dirty"]);
});

test("promise 140: a host that somebody took to another branch stays there until somebody says otherwise", async () => {
  const following = await openCurrent();
  const { host, promote, follow } = following;
  await host.git("checkout", "--quiet", "-b", "hotfix");
  const hotfix = await host.commit("a hotfix on the host", { "hotfix.txt": "1\n" });
  const wanted = await promote("fix: the dashboard", { "web/dashboard/src/main.ts": "// new\n" });
  expect(await follow()).toMatchObject({ exitCode: 7, outcome: "moved", branch: "hotfix", sha: hotfix });
  expect(await head(following)).toBe(hotfix);
  expect(await codes()).toEqual(["branch", "moved"]);
  // only what the branch has now can be accepted
  await expect(follow({ accept: hotfix })).rejects.toMatchObject({ code: "accept_stale" });
  expect(await follow({ accept: wanted })).toMatchObject({ exitCode: 0, outcome: "current", sha: wanted });
  expect(await codes()).toEqual([]);
  // and what was there is still there
  expect(await host.git("rev-parse", "hotfix")).toBe(hotfix);
});

test("promise 140: a branch that was rewritten, or went back, waits for a person", async () => {
  const following = await openCurrent();
  const { repo, promote, follow, deploys } = following;
  const first = await head(following);
  const second = await promote("fix: the dashboard", { "web/dashboard/src/main.ts": "// new\n" });
  expect(await follow()).toMatchObject({ sha: second });
  await repo.git("push", "--quiet", "--force", "origin", `${first}:production`);
  const back = await follow();
  expect(back).toMatchObject({ exitCode: 7, outcome: "rewritten", sha: second });
  expect(back.why).toContain("went back");

  await repo.git("checkout", "--quiet", "--orphan", "unrelated");
  const unrelated = await repo.commit("another history", { "web/dashboard/src/main.ts": "// other\n" });
  await repo.git("push", "--quiet", "--force", "origin", `${unrelated}:production`);
  expect(await follow()).toMatchObject({ exitCode: 7, outcome: "rewritten", sha: second });
  expect(await codes()).toEqual(["rewritten"]);
  const count = (await deploys()).length;
  expect(await follow({ accept: unrelated })).toMatchObject({ outcome: "current", sha: unrelated });
  expect((await deploys()).slice(count)).toEqual([`dashboard ${unrelated}`]);
});

test("promise 140: a remote that can't be read is said, and tried again the next time", async () => {
  const following = await openCurrent();
  const { repo, host, promote, follow } = following;
  const before = await head(following);
  await host.git("remote", "set-url", "origin", `${repo.remote}.gone`);
  expect(await follow()).toMatchObject({
    exitCode: 1,
    outcome: "offline",
    code: "fetch_failed",
    sha: before,
  });
  expect(await state()).toMatchObject({ state: "offline", sha: before });
  await host.git("remote", "set-url", "origin", repo.remote);
  const wanted = await promote("anything", { "web/dashboard/src/main.ts": "// new\n" });
  expect(await follow()).toMatchObject({ exitCode: 0, outcome: "current", sha: wanted });
});

test("a checkout that was cut off half-way is ended, unless somebody else's change is among it", async () => {
  const following = await openCurrent();
  const { host, promote, follow } = following;
  const from = await head(following);
  const at = await promote("two files", {
    "web/dashboard/src/main.ts": "// two\n",
    "web/dashboard/new.ts": "// new\n",
  });
  await host.git("fetch", "--quiet", "origin");
  const file = join(host.root, ".git/slipway/follow.json");
  const memory = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ production: { ...memory.production, at, from } }));
  // as git leaves it when the power goes
  await host.write("web/dashboard/src/main.ts", "// two\n");
  await host.write("web/dashboard/new.ts", "// somebody's\n");
  expect(await follow()).toMatchObject({ outcome: "dirty", sha: from });
  expect(await host.read("web/dashboard/new.ts")).toBe("// somebody's\n");
  await host.write("web/dashboard/new.ts", "// new\n");
  expect(await follow()).toMatchObject({ outcome: "current", sha: at, deployed: ["dashboard"] });
});

test("the first look of a clone takes it over only from a commit that the branch has", async () => {
  const following = await openFollowing(yard());
  const { host, follow, deploys } = following;
  const own = await host.commit("only here", { "only-here.txt": "1\n" });
  expect(await follow()).toMatchObject({ exitCode: 7, outcome: "moved", branch: "main", sha: own });
  expect(await deploys()).toEqual([]);
});
