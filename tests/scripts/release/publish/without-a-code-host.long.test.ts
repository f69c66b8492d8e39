import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startGitLab } from "../../../../scripts/stack/code-host/gitlab/gitlab.ts";
import { writerToken } from "../../../support/code-host/hosted.ts";
import { openPublishing } from "../../../support/publication.ts";
import { codes, events, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

test(
  "without a code host the page is left out, the files are where --url says, and a branch that moves meanwhile is no matter",
  async () => {
    const on = await openPublishing(yard(), undefined, null);
    const tag = await on.cut("tray", "beta");
    const built = await on.buildTray();
    const refused = await on.publish(tag, ...built);
    expect([refused.code, ...codes(refused)]).toEqual([5, "asset_url_missing"]);

    // somebody pushes while the files for updaters are on their way
    const clone = await on.repo.clone();
    await clone.commit("docs: meanwhile", { "docs/meanwhile.md": "#\n" });
    const hook = join(on.repo.root, ".git/hooks/pre-push");
    await writeFile(
      hook,
      `#!/bin/sh\nrm -f "$0"\nenv -u GIT_DIR git -C '${clone.root}' push --quiet origin main\n`,
    );
    await chmod(hook, 0o755);
    const outcome = await on.publish(tag, ...built, "--url", "https://dl.example.com/{tag}/{file}");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome).at(-1)).toMatchObject({ outcome: "published", url: null });
    expect(JSON.parse(await on.remoteFile("release-manifests/tray-beta.json") ?? "")).toMatchObject({
      platforms: {
        "darwin-aarch64": { url: "https://dl.example.com/tray-v1.9.0-beta.1/Tray_aarch64.app.tar.gz" },
        "windows-x86_64": { url: "https://dl.example.com/tray-v1.9.0-beta.1/Tray_x64-setup.exe" },
      },
    });
    expect(await on.repo.git("log", "-2", "--format=%s", "origin/main")).toBe(
      "chore: publish tray 1.9.0-beta.1\ndocs: meanwhile",
    );

    // what somebody has stopped since stays stopped
    const stopped = { component: "tray", channel: "beta", build: 42, reason: "it crashes", actor: "Ada" };
    await yard().control.haltRollout(stopped);
    const again = await on.publish(tag, ...built, "--url", "https://dl.example.com/{tag}/{file}");
    expect(again.code, again.stderr).toBe(0);
    const { offers } = await yard().control.rolloutStatus("tray");
    expect(offers.filter(({ build }) => build === 42)).toMatchObject([{ state: "halted" }]);
  },
  300_000,
);

test("GitLab gets a page at once, with links to files that are elsewhere", async () => {
  let releases: readonly unknown[] = [];
  const on = await openPublishing(yard(), undefined, async (repository) => {
    const tokens = { [writerToken]: { level: 40, username: "ada", kind: "token" } } as const;
    const gitlab = await startGitLab({ repository, tokens });
    onTestFinished(gitlab.stop);
    releases = gitlab.state.releases;
    return { type: "gitlab", repo: gitlab.state.path, api: gitlab.apiUrl };
  });
  const tag = await on.cut("tray", "beta");
  const outcome = await on.publish(
    tag,
    ...await on.buildTray(),
    "--url",
    "https://dl.example.com/{tag}/{file}",
  );
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).at(-1)).toMatchObject({
    outcome: "published",
    did: expect.arrayContaining(["publish", "offer"]),
  });
  const link = "[Tray_aarch64.dmg](https://dl.example.com/tray-v1.9.0-beta.1/Tray_aarch64.dmg)";
  expect(releases).toMatchObject([{ tag_name: tag, description: expect.stringContaining(link) }]);
  const again = await on.publish(tag);
  expect([again.code, events(again).at(-1)?.outcome]).toEqual([0, "already_published"]);
}, 300_000);
