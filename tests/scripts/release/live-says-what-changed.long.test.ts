import { describe, expect, test } from "vitest";
import { onRemote, openReleases, versionsOf } from "../../support/release-yard.ts";
import { codes, useShipyard } from "../../support/shipyard.ts";
import type { ManifestDraft } from "../../support/monorepo/manifest.ts";

const yard = useShipyard();

const changelog =
  "# Changelog\n\nWhat people wrote, *kept*.\n\n## [Unreleased]\n\n### Added\n\n- A menu.\n\n## [1.8.5] - 2026-01-01\n\n- Old.\n";
const release = (more: object) => (draft: ManifestDraft) => {
  const tray = draft.components.tray;
  if (tray !== undefined) tray.release = { tag: "tray-v", inputs: ["crates/core/**"], ...more };
};

describe("promise 111: a live release dates what people wrote, byte for byte", () => {
  const open = (text: string, more: object = {}) =>
    openReleases(yard(), {
      edit: release({ changelog: "apps/tray/CHANGELOG.md", ...more }),
      files: { "apps/tray/CHANGELOG.md": text },
    });

  test("prereleases leave it alone, live moves it under the version", async () => {
    const at = await open(changelog);
    await at.push("feat: a menu", { "apps/tray/src/main.rs": "// menu\n" });
    expect(versionsOf(await at.release("tray", "--channel", "beta"))).toEqual({ tray: "1.9.0-beta.1" });
    expect(await onRemote(at.repo, "apps/tray/CHANGELOG.md")).toBe(changelog.trimEnd());
    const live = await at.release("tray", "--channel", "live");
    expect(live.code, live.stderr).toBe(0);
    expect(versionsOf(live)).toEqual({ tray: "1.9.0" });
    const text = await onRemote(at.repo, "apps/tray/CHANGELOG.md");
    expect(text).toMatch(
      /## \[Unreleased\]\n\n## \[1\.9\.0\] - \d{4}-\d\d-\d\d\n\n### Added\n\n- A menu\.\n\n## \[1\.8\.5\]/,
    );
    expect(text).toContain("What people wrote, *kept*.");
  });

  test("promise 110: an empty [Unreleased] is refused before anything is written", async () => {
    const at = await open("# Changelog\n\n## [Unreleased]\n\n<!-- nothing -->\n");
    await at.push("feat: a menu", { "apps/tray/src/main.rs": "// menu\n" });
    const refused = await at.release("tray", "--channel", "live");
    expect([refused.code, ...codes(refused)]).toEqual([5, "unreleased_empty"]);
    expect(await at.tags()).toEqual(["tray-v1.8.5", "v2.3.0"]);
    expect((await yard().status()).ships).toEqual([]);
    // a build for testers needs no words yet
    expect(versionsOf(await at.release("tray", "--channel", "alpha"))).toEqual({ tray: "1.9.0-alpha.1" });
  });

  test("without the section it is refused with the line to write", async () => {
    const at = await open("# Changelog\n\n## [1.8.5] - 2026-01-01\n");
    await at.push("fix: a crash", { "apps/tray/src/main.rs": "// fixed\n" });
    const refused = await at.release("tray", "--channel", "live");
    expect([refused.code, ...codes(refused)]).toEqual([5, "changelog_unreleased_missing"]);
    expect(refused.stdout).toContain("## [Unreleased]");
  });

  test("one that is generated begins by itself, and says what commits say", async () => {
    const at = await openReleases(yard(), {
      edit: release({ changelog: { file: "apps/tray/NEWS.md", entries: "generated" } }),
    });
    await at.push("feat: a menu (#12)", { "apps/tray/src/main.rs": "// menu\n" });
    const live = await at.release("tray", "--channel", "live");
    expect(live.code, live.stderr).toBe(0);
    expect(await onRemote(at.repo, "apps/tray/NEWS.md")).toMatch(
      /## \[1\.9\.0\] - [\d-]+\n\n### Added\n\n- .*menu/,
    );
  });
});

describe("promise 112: a version means what the changes are", () => {
  const open = () =>
    openReleases(yard(), {
      edit: release({
        evidence: {
          contract: ["crates/core/api/**"],
          env: [".env.example"],
          migrations: ["crates/core/migrations/**"],
        },
      }),
      files: { "crates/core/api/v1.json": "{}\n", ".env.example": "PORT=1\n" },
    });

  test("a changed contract, a required variable or a destructive migration is major, whatever commits say; lower is refused", async () => {
    const at = await open();
    await at.push("fix: small", { "crates/core/migrations/2_drop.sql": "drop table orders;\n" });
    const lower = await at.release("tray", "--channel", "beta", "--bump", "patch");
    expect([lower.code, ...codes(lower)]).toEqual([5, "level_too_low"]);
    expect(lower.stdout).toContain("drop table orders");
    expect(lower.stdout).toContain("2.0.0");
    expect(versionsOf(await at.release("tray", "--channel", "beta"))).toEqual({ tray: "2.0.0-beta.1" });
  });

  test("promise 113: what must be told is named, all at once, or a live release is refused", async () => {
    const at = await openReleases(yard(), {
      edit: release({
        changelog: "apps/tray/CHANGELOG.md",
        evidence: { contract: [], env: [".env.example"], migrations: ["crates/core/migrations/**"] },
      }),
      files: { "apps/tray/CHANGELOG.md": changelog, ".env.example": "PORT=1\n" },
    });
    await at.push("feat!: the socket moved", {
      "crates/core/migrations/20260101_add.sql": "create table a (b int);\n",
      ".env.example": "PORT=1\nSOCKET=\n",
    });
    const refused = await at.release("tray", "--channel", "live");
    expect([refused.code, ...codes(refused).sort()]).toEqual([
      5,
      "undocumented_breaking",
      "undocumented_env",
      "undocumented_migration",
    ]);
    const told = changelog.replace(
      "- A menu.",
      "- A menu.\n- The socket moved: set `SOCKET`, run 20260101_add.",
    );
    await at.push("docs: say so", { "apps/tray/CHANGELOG.md": told });
    expect(versionsOf(await at.release("tray", "--channel", "live"))).toEqual({ tray: "2.0.0" });
  });
});

describe("change files", () => {
  test("decide the level; a live release takes what it used, and leaves what others still need", async () => {
    const at = await openReleases(yard(), {
      edit(draft) {
        for (const component of Object.values(draft.components)) {
          component.release = { ...Object(component.release), bump: "changes" };
        }
      },
    });
    await at.push("chore: work", {
      "apps/tray/src/main.rs": "// x\n",
      "apps/platform/src/index.ts": "// x\n",
      ".changeset/one.md": '---\n"tray": minor\n---\n\nA menu.\n',
      ".changeset/two.md": '---\ntray: patch\n"platform": major\n---\n\nBoth.\n',
      ".changeset/config.json": "{}\n",
    });
    const live = await at.release("tray", "--channel", "live");
    expect(live.code, live.stderr).toBe(0);
    expect(versionsOf(live)).toEqual({ tray: "1.9.0" });
    await expect(onRemote(at.repo, ".changeset/one.md")).rejects.toThrow();
    expect(await onRemote(at.repo, ".changeset/two.md")).toBe('---\n"platform": major\n---\n\nBoth.');
    expect(versionsOf(await at.release("--changed", "--channel", "live"))).toEqual({ platform: "3.0.0" });
    expect(await at.repo.git("ls-tree", "--name-only", "origin/main", ".changeset/")).toBe(
      ".changeset/config.json",
    );
  });

  test("one for a package that is gone is refused before the first write", async () => {
    const at = await openReleases(yard(), {
      edit(draft) {
        const tray = draft.components.tray;
        if (tray !== undefined) tray.release = { tag: "tray-v", bump: "changes" };
      },
    });
    await at.push("chore: work", {
      "apps/tray/src/main.rs": "// x\n",
      ".changeset/a.md": '---\n"gone": minor\n---\n\nX.\n',
    });
    const refused = await at.release("tray", "--channel", "live");
    expect([refused.code, ...codes(refused)]).toEqual([5, "change_package_unknown"]);
  });
});

test("promises 124 and 125: upgrade notes are required, and an SDK left behind is said", async () => {
  const at = await openReleases(yard(), {
    edit(draft) {
      const { tray, platform } = draft.components;
      if (tray === undefined || platform === undefined) throw new Error("no tracks");
      tray.release = { tag: "tray-v", follows: ["platform"] };
      platform.release = {
        ...{ tag: "v", upgrade_notes: "docs/upgrade/{version}.md" },
        evidence: { contract: ["apps/platform/api.json"], env: [], migrations: [] },
      };
    },
    files: { "apps/platform/api.json": "{}\n" },
  });
  await at.push("feat: more", { "apps/platform/api.json": '{"v":2}\n' });
  const refused = await at.release("platform", "--channel", "live");
  expect([refused.code, ...codes(refused)]).toEqual([5, "upgrade_notes_missing"]);
  await at.push("docs: how to upgrade", { "docs/upgrade/3.0.0.md": "Restart.\n" });
  const live = await at.release("platform", "--channel", "live");
  expect(live.code, live.stderr).toBe(0);
  expect(live.stderr).toContain(
    "sdk_left_behind: the contract of platform changed (apps/platform/api.json), and tray",
  );
});
