import { expect, onTestFinished, test } from "vitest";
import { startCodeHost } from "../../../scripts/stack/code-host/code-host.ts";
import { writer, writerToken } from "../../support/code-host/hosted.ts";
import { onRemote, openReleases, versionsOf } from "../../support/release-yard.ts";
import { events, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();
const changelog = "# Changelog\n\n## [Unreleased]\n\n- A menu.\n";

test("the release pull request is opened once, follows the branch, and merging it gives exactly that", async () => {
  const at = await openReleases(yard(), {
    edit(draft) {
      const { tray } = draft.components;
      if (tray !== undefined) tray.release = { tag: "tray-v", changelog: "apps/tray/CHANGELOG.md" };
      draft.ship.release = { host: { type: "github", repo: "acme/shop", api: "http://127.0.0.1:1" } };
    },
    files: { "apps/tray/CHANGELOG.md": changelog },
  });
  const host = await startCodeHost({ repository: at.repo.remote, tokens: { [writerToken]: writer } });
  onTestFinished(() => host.stop());
  const manifest = (await at.repo.read("version.json")).replace("http://127.0.0.1:1", host.apiUrl);
  await at.push("chore: the host", { "version.json": manifest });
  await at.push("fix: a crash", { "apps/tray/src/main.rs": "// fixed\n" });
  const env = { ...yard().env, SLIPWAY_HOST_TOKEN: writerToken, SLIPWAY_HOST_API: host.apiUrl };
  const pr = () => at.repo.run("release", "pr", "--json", { env });

  const opened = await pr();
  expect(opened.code, opened.stderr).toBe(0);
  expect(events(opened).at(-1)).toMatchObject({
    outcome: "opened",
    title: "chore: release tray 1.8.6",
    branch: "slipway/release-main",
  });
  const head = await at.repo.git("ls-remote", "origin", "refs/heads/slipway/release-main");
  // nothing new: the same branch, and no second pull request
  expect(events(await pr()).at(-1)).toMatchObject({ outcome: "updated" });
  expect(await at.repo.git("ls-remote", "origin", "refs/heads/slipway/release-main")).toBe(head);

  await at.push("feat: a menu", { "apps/tray/src/main.rs": "// menu\n" });
  expect(events(await pr()).at(-1)).toMatchObject({ outcome: "updated", title: "chore: release tray 1.9.0" });
  expect(await onRemote(at.repo, "apps/tray/CHANGELOG.md", "slipway/release-main")).toContain(
    "## [1.9.0] - ",
  );
  expect(await at.tags()).toEqual(["tray-v1.8.5", "v2.3.0"]);

  await at.repo.git(
    "merge",
    "--quiet",
    "--no-ff",
    "--message",
    "Merge the release",
    "origin/slipway/release-main",
  );
  await at.repo.git("push", "--quiet", "--no-verify", "origin", "main");
  const merged = await at.repo.git("rev-parse", "HEAD");
  const live = await at.release("tray", "--channel", "live");
  expect(live.code, live.stderr).toBe(0);
  expect(versionsOf(live)).toEqual({ tray: "1.9.0" });
  expect(await at.repo.git("rev-parse", "tray-v1.9.0^{commit}")).toBe(merged);
  expect(await at.repo.git("rev-parse", "origin/main")).toBe(merged);
  // and then there is nothing to propose
  expect(events(await pr()).at(-1)).toMatchObject({ outcome: "nothing_to_do" });
});
