import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { botMessage, isBotCommit, publishMessage } from "../../../../scripts/release/bot-commit.ts";
import { isOwn } from "../../../../scripts/release/own-commit.ts";
import { cleanMessage } from "../../../../scripts/history/log/clean-message.ts";
import { parseManifest } from "../../../../scripts/manifest/load.ts";
import { channels } from "../../../../scripts/tracks/channel.ts";
import { trackManifest } from "../../../support/track-manifests.ts";

const manifest = parseManifest(trackManifest({
  tray: {
    tag: "tray-v",
    changelog: "apps/tray/CHANGELOG.md",
    updater: {
      ...{ type: "tauri", file: "manifests/tray-{channel}.json", aliases: ["manifests/{channel}.json"] },
      targets: ["windows-x86_64"],
    },
  },
  platform: { tag: "v", bump: "changes" },
}));

/** What a release writes. */
const files = [
  ...["version.json", "README.md", "apps/tray/package.json", "apps/platform/package.json"],
  ...[
    "apps/tray/package-lock.json",
    "package-lock.json",
    "apps/tray/CHANGELOG.md",
    ".changeset/brave-cats.md",
  ],
  ...channels.flatMap((channel) => [`manifests/tray-${channel}.json`, `manifests/${channel}.json`]),
];
/** What it does not. */
const others = [
  ...["apps/tray/src/main.ts", "apps/tray/package.jsonc", "manifests/tray-nightly.json", "README.md/x"],
  ...[".changeset/config.json", ".changeset/deep/cats.md", "version.jsonc", "apps/other/package.json"],
];
const version = fc.tuple(
  fc.nat(99),
  fc.nat(99),
  fc.nat(99),
  fc.constantFrom("", "-alpha.1", "-beta.12", "-rc.3"),
)
  .map(([major, minor, patch, suffix]) => `${major}.${minor}.${patch}${suffix}`);
const bumped = fc.uniqueArray(fc.record({ key: fc.constantFrom("tray", "platform"), version }), {
  selector: ({ key }) => key,
  minLength: 1,
});
const paths = fc.uniqueArray(fc.constantFrom(...files), { minLength: 1 });

/** The trailers of a message, as git reads its last paragraph. */
function trailersOf(message: string) {
  const last = cleanMessage(message).trim().split(/\n\s*\n/).slice(1).at(-1) ?? "";
  const lines = last.split("\n").map((line) => /^([A-Za-z0-9-]+):\s*(.*)$/.exec(line));
  return lines.every((line) => line !== null)
    ? lines.map((line) => ({ name: line?.[1] ?? "", value: line?.[2] ?? "" }))
    : [];
}

describe("promise 88: one definition says which commits are a release's own", () => {
  test("promise 87: every message that a release can write is skipped, with every file that it writes", () => {
    fc.assert(
      fc.property(
        bumped,
        fc.uuid(),
        fc.option(fc.constant("1:ab")),
        paths,
        (tracks, ship, audit, changed) => {
          const message = botMessage(tracks, ship, audit === null ? {} : { "Slipway-Audit": audit });
          expect(message.split("\n")[0]).toMatch(/^chore: bump \S+ to \S+/);
          expect(isOwn(manifest, { trailers: trailersOf(message), paths: changed })).toBe(true);
        },
      ),
    );
  });

  test("promise 87: so is what a publication writes for updaters", () => {
    fc.assert(fc.property(version, fc.uuid(), fc.constantFrom(...channels), (version, run, channel) => {
      const trailers = trailersOf(publishMessage({ key: "tray", version }, run));
      const written = [`manifests/tray-${channel}.json`, `manifests/${channel}.json`];
      expect(isOwn(manifest, { trailers, paths: written })).toBe(true);
      expect(isOwn(manifest, { trailers, paths: [...written, "apps/tray/src/main.ts"] })).toBe(false);
    }));
  });

  test("a person's commit with the same words, without the trailer, is not", () => {
    fc.assert(fc.property(bumped, fc.uuid(), paths, (tracks, ship, changed) => {
      const [subject = ""] = botMessage(tracks, ship).split("\n");
      const lookalikes = [
        subject,
        `${subject}\n\nSlipway-Release of today`,
        `${subject}\n\nSlipway-Release: soon`,
        `${subject}\n\nSlipway-Release: ${ship}\n\nand this is a paragraph after it`,
        `Revert "${subject}"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.`,
        `${subject}\n\nSlipway-Releases: ${ship}`,
        `${subject}\n\nSlipway-Release: ${ship}x`,
      ];
      for (const message of lookalikes) {
        expect(isOwn(manifest, { trailers: trailersOf(message), paths: changed }), message).toBe(false);
      }
    }));
  });

  test("a squash that carries the trailer along with files of people is not", () => {
    fc.assert(
      fc.property(bumped, fc.uuid(), paths, fc.constantFrom(...others), (tracks, ship, changed, other) => {
        const trailers = trailersOf(botMessage(tracks, ship));
        expect(isOwn(manifest, { trailers, paths: [...changed, other] })).toBe(false);
      }),
    );
  });

  test("a crate's bump may change what other crates require of it, and is skipped all the same", () => {
    const crates = parseManifest(
      trackManifest({ core: { tag: "core-v" } }).replace(
        /"type": "json",\s+"file": "apps\/core\/package.json",\s+"key": "\/version"/,
        '"type": "toml", "file": "crates/core/Cargo.toml", "key": "/package/version"',
      ),
    );
    const releases = ["0d1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b"];
    for (const path of ["Cargo.lock", "crates/core/Cargo.lock", "crates/cli/Cargo.toml"]) {
      expect(isBotCommit(crates, { releases, paths: ["version.json", path] }), path).toBe(true);
    }
    expect(isBotCommit(crates, { releases, paths: ["crates/cli/src/Cargo.rs"] })).toBe(false);
  });
});
