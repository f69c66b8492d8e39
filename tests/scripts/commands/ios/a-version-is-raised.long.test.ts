import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createMonorepo, type ManifestDraft, type Monorepo, pbxprojPath } from "../../../support/monorepo.ts";
import { codes, events } from "../../../support/shipyard.ts";

async function open(edit: (draft: ManifestDraft) => void = () => {}): Promise<Monorepo> {
  const repo = await createMonorepo({ edit });
  onTestFinished(() => repo.stop());
  return repo;
}

const versions = async (repo: Monorepo) => [
  JSON.parse(await repo.read("version.json")).components.ios.version,
  ...new Set(
    [...(await repo.read(pbxprojPath)).matchAll(/MARKETING_VERSION = "?([\d.]+)/g)].map(([, one]) => one),
  ),
];

describe("promise 161: one command edits, commits and tags", () => {
  test.each([["patch", "1.0.1"], ["minor", "1.1.0"], ["major", "2.0.0"]])(
    "promise 161: %s makes 1.0 to %s in version.json and in every line of the project",
    async (level, version) => {
      const repo = await open();
      const before = await repo.git("rev-parse", "HEAD");
      const outcome = await repo.run("ios", "bump", level, "--json");
      expect(outcome.code, outcome.stderr).toBe(0);
      const sha = await repo.git("rev-parse", "HEAD");
      expect(events(outcome)).toMatchObject([{
        component: "ios",
        previous: "1.0",
        version,
        tag: `v${version}`,
        sha,
      }]);
      expect(await versions(repo)).toEqual([version, version]);
      expect(await repo.git("rev-parse", "HEAD^")).toBe(before);
      expect(await repo.git("rev-parse", `v${version}^{commit}`)).toBe(sha);
      expect(await repo.git("cat-file", "-t", `v${version}`)).toBe("tag");
      expect(await repo.git("status", "--porcelain")).toBe("");
      // no build has moved, and everything agrees
      expect(await repo.git("diff", "--unified=0", before, "HEAD", "--", pbxprojPath)).not.toContain(
        "CURRENT_PROJECT",
      );
      expect((await repo.run("check")).code).toBe(0);
      // the remote has heard of nothing
      expect(await repo.git("ls-remote", "--tags", "origin")).toBe("");
    },
  );

  test("promise 161: a track has its own tags, and --push brings commit and tag to the remote together", async () => {
    const repo = await open(({ components: { ios } }) => {
      if (ios === undefined) throw new Error("the demo has changed");
      Object.assign(ios, { release: { tag: "ios-v" }, version: "1.0.0" });
    });
    const outcome = await repo.run("ios", "bump", "minor", "ios", "--push", "--json");
    expect(outcome.code, outcome.stderr).toBe(0);
    const sha = await repo.git("rev-parse", "HEAD");
    expect(events(outcome)).toMatchObject([{ tag: "ios-v1.1.0", pushed: true }]);
    expect(await repo.git("ls-remote", "origin", "refs/heads/main", "refs/tags/ios-v1.1.0^{}")).toBe(
      `${sha}\trefs/heads/main\n${sha}\trefs/tags/ios-v1.1.0^{}`,
    );
  });
});

describe("what speaks against it is said before anything is written", () => {
  async function expectRefused(repo: Monorepo, code: string, ...args: string[]): Promise<void> {
    const before = [await repo.git("rev-parse", "HEAD"), await repo.git("status", "--porcelain")];
    const tags = await repo.git("tag");
    const outcome = await repo.run("ios", "bump", "patch", ...args, "--json");
    expect([outcome.code, codes(outcome)]).toEqual([5, [code]]);
    expect([await repo.git("rev-parse", "HEAD"), await repo.git("status", "--porcelain")]).toEqual(before);
    expect(await repo.git("tag")).toBe(tags);
  }

  test("a tag that the remote has, and this clone has not", async () => {
    const repo = await open();
    await repo.git("push", "--quiet", "origin", "HEAD:refs/tags/v1.0.1");
    await expectRefused(repo, "tag_taken");
    // another of the three numbers is free
    expect((await repo.run("ios", "bump", "minor")).code).toBe(0);
  });

  test("a tag of this clone alone", async () => {
    const repo = await open();
    await repo.git("tag", "v1.0.1");
    await expectRefused(repo, "tag_taken");
  });

  test("files that are changed, as a number that is in flight", async () => {
    const repo = await open();
    expect((await repo.run("ios", "bump")).code).toBe(0);
    await expectRefused(repo, "files_dirty");
  });

  test("another branch; without a tag it is fine there", async () => {
    const repo = await open();
    await repo.git("switch", "--quiet", "-c", "feature");
    await expectRefused(repo, "branch_wrong");
    const outcome = await repo.run("ios", "bump", "patch", "--no-tag", "--json");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome)).toMatchObject([{ version: "1.0.1", tag: null }]);
    expect(await repo.git("tag")).toBe("");
  });

  test("a dry run says everything and writes nothing; a hook of git that refuses leaves nothing behind", async () => {
    const repo = await open();
    const dry = await repo.run("ios", "bump", "patch", "--dry-run", "--json");
    expect(events(dry)).toMatchObject([{ version: "1.0.1", tag: "v1.0.1", sha: null }]);
    await repo.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n");
    await chmod(join(repo.root, ".git/hooks/pre-commit"), 0o755);
    const outcome = await repo.run("ios", "bump", "patch", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([1, ["commit_refused"]]);
    expect(await repo.git("status", "--porcelain")).toBe("");
    expect([await repo.git("tag"), await versions(repo)]).toEqual(["", ["1.0", "1.0"]]);
  });

  test("a number together with a level, and a level that is none, are usage errors", async () => {
    const repo = await open();
    expect(codes(await repo.run("ios", "bump", "patch", "--build", "7", "--json"))).toEqual([
      "usage_invalid",
    ]);
    expect((await repo.run("ios", "bump", "huge")).code).toBe(2);
  });
});
