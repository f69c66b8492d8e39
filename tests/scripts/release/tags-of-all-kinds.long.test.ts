import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codes, type Monorepo, useShipyard } from "../../support/shipyard.ts";
import { runProgram } from "../../support/monorepo/run.ts";
import { openTracks, tagsAtRemote } from "../../support/tracks.ts";

const yard = useShipyard();
const run = (repo: Monorepo, ...args: string[]) => yard().run(repo, "release", ...args, "--json");

async function change(repo: Monorepo, message = "fix: the tray"): Promise<void> {
  await repo.commit(message, { "apps/tray/src/main.rs": `// ${message}\n` });
  await repo.git("push", "--quiet", "origin", "main");
}

describe("tags", () => {
  test("promise 114: an annotated tag on the main branch, with the product's name and version; lightweight ones count", async () => {
    const repo = await openTracks(yard());
    await change(repo);
    // somebody made this one without a message
    await repo.git("tag", "tray-v1.8.6");
    await repo.git("push", "--quiet", "origin", "tray-v1.8.6");
    await change(repo, "fix: more");
    const outcome = await run(repo, "tray", "--channel", "live");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(await repo.git("cat-file", "-t", "tray-v1.8.7")).toBe("tag");
    const [subject, , trailer] =
      (await repo.git("for-each-ref", "--format=%(contents)", "refs/tags/tray-v1.8.7")).split("\n");
    expect(subject).toBe("Tray 1.8.7");
    expect(trailer).toMatch(/^Slipway-Release: [0-9a-f-]{36}$/);
    expect(await repo.git("for-each-ref", "--format=%(taggername) %(taggeremail)", "refs/tags/tray-v1.8.7"))
      .toBe(
        "Ada <ada@example.test>",
      );
    expect(await repo.git("branch", "--remotes", "--contains", "tray-v1.8.7", "--format=%(refname:short)"))
      .toBe(
        "origin/main",
      );
  });

  test("one that was put elsewhere stops the next release until it is put back", async () => {
    const repo = await openTracks(yard());
    await change(repo);
    expect((await run(repo, "tray", "--channel", "live")).code).toBe(0);
    const made = await repo.git("rev-parse", "tray-v1.8.6^{commit}");
    await change(repo, "fix: more");
    await repo.git("push", "--quiet", "origin", ":refs/tags/tray-v1.8.6");
    await repo.git("push", "--quiet", "origin", "HEAD:refs/tags/tray-v1.8.6");
    await change(repo, "fix: even more");
    const refused = await run(repo, "tray", "--channel", "live");
    expect([refused.code, ...codes(refused)], refused.stderr).toEqual([5, "tag_moved"]);
    await repo.git("push", "--quiet", "--force", "origin", `${made}:refs/tags/tray-v1.8.6`);
    expect((await run(repo, "tray", "--channel", "live")).code).toBe(0);
    expect(await tagsAtRemote(repo)).toContain("tray-v1.8.7");
  });

  test("whoever signs theirs gets signed ones, and a key that fails leaves nothing behind", async () => {
    const repo = await openTracks(yard());
    await change(repo);
    const key = join(repo.home, "key");
    await runProgram("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key], {
      cwd: repo.home,
      env: repo.env,
    });
    const allowed = join(repo.home, "allowed");
    await writeFile(allowed, `ada@example.test ${await repo.read("../home/key.pub")}`);
    const settings = {
      "gpg.format": "ssh",
      "user.signingKey": join(repo.home, "no-such-key"),
      "gpg.ssh.allowedSignersFile": allowed,
      "tag.gpgSign": "true",
    };
    for (const [name, value] of Object.entries(settings)) await repo.git("config", name, value);
    const before = await repo.git("ls-remote", "origin");
    const refused = await run(repo, "tray", "--channel", "live");
    expect([refused.code, ...codes(refused)], refused.stderr).toEqual([1, "tag_refused"]);
    expect(await repo.git("ls-remote", "origin")).toBe(before);
    expect(await repo.git("tag", "--list", "tray-*")).toBe("tray-v1.8.5");

    await repo.git("config", "user.signingKey", key);
    await repo.git("config", "commit.gpgSign", "true");
    const done = await run(repo, "--resume");
    expect(done.code, done.stderr).toBe(0);
    expect((await repo.tryGit("verify-tag", "tray-v1.8.6")).code).toBe(0);
    expect((await repo.tryGit("verify-commit", "tray-v1.8.6^{commit}")).code).toBe(0);
    expect((await yard().status()).ships).toEqual([]);
  });
});
