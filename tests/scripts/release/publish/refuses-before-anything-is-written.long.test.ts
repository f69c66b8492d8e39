import { expect, test } from "vitest";
import { minisignPair } from "../../../support/minisign.ts";
import { openPublishing } from "../../../support/publication.ts";
import { codes, events, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

test(
  "files and signatures that updaters would not take are all named at once, and nothing is written",
  async () => {
    const on = await openPublishing(yard());
    const tag = await on.cut("tray", "beta");
    const other = minisignPair();
    const folder = await on.build({
      "Tray_arm64.app.tar.gz": { text: "mac", signature: other.sign(Buffer.from("mac")) },
      "Tray_x64-setup.exe": "one",
      "Tray_x64_en-US.msi": "two",
      "empty.txt": { text: "", signature: null },
    });
    const outcome = await on.publish(
      tag,
      "--assets",
      `${folder}/*{.gz,.exe,.msi,.txt}`,
      "no-such-file",
      "--asset",
      "linux-x86_64=x",
    );
    expect(outcome.code).toBe(5);
    expect(codes(outcome).sort()).toEqual([
      ...["asset_missing", "asset_missing", "asset_unreadable", "signature_invalid"],
      ...["target_ambiguous", "target_unknown"],
    ]);
    const nothing = await on.publish(tag);
    expect([nothing.code, ...codes(nothing)]).toEqual([5, "target_missing", "target_missing"]);
    expect(on.codeHost.state.releases).toEqual([]);
    expect((await yard().control.releaseStatus("tray")).releases[0]?.published_at).toBe(null);

    // said explicitly, and signed with the key of the apps, it is no question any more
    await on.build({ "Tray_arm64.app.tar.gz": "mac" });
    const said = await on.publish(
      ...[
        tag,
        "--asset",
        `darwin-aarch64=${folder}/Tray_arm64.app.tar.gz`,
        `windows-x86_64=${folder}/Tray_x64_en-US.msi`,
      ],
      "--dry-run",
    );
    expect(said.code, said.stderr).toBe(0);
    expect(events(said).at(-1)).toMatchObject({
      outcome: "planned",
      targets: { "darwin-aarch64": "Tray_arm64.app.tar.gz", "windows-x86_64": "Tray_x64_en-US.msi" },
    });
    expect(on.codeHost.state.releases).toEqual([]);
  },
  300_000,
);

test(
  "a tag that was moved, one that nobody has, one of no track, and one that is only there to count from",
  async () => {
    const on = await openPublishing(yard());
    const tag = await on.cut("platform", "beta");
    for (const [name, code] of [["v9.9.9", "tag_unknown"], ["shop-1.0.0", "tag_unknown"]]) {
      const outcome = await on.publish(name ?? "");
      expect([outcome.code, ...codes(outcome)]).toEqual([5, code]);
    }
    await on.repo.git("tag", "--force", "--annotate", "--message", "elsewhere", tag, `${tag}^{commit}^`);
    await on.repo.git("push", "--quiet", "--force", "origin", tag);
    const elsewhere = await on.publish(tag);
    expect([elsewhere.code, ...codes(elsewhere)]).toEqual([5, "tag_version_differs"]);
    // the same files in another commit
    const commit = await on.repo.git("commit-tree", "-p", "main~1", "-m", "again", "origin/main^{tree}");
    await on.repo.git("tag", "--force", "--annotate", "--message", "again", tag, commit);
    await on.repo.git("push", "--quiet", "--force", "origin", tag);
    const moved = await on.publish(tag);
    expect([moved.code, ...codes(moved)]).toEqual([5, "tag_moved"]);
    expect(on.codeHost.state.releases).toEqual([]);

    await on.repo.git(
      "tag",
      "--annotate",
      "--message",
      "Tray 1.8.4\n\nSlipway-Baseline: v1.8.4",
      "tray-v1.8.4",
      "main",
    );
    await on.repo.git("push", "--quiet", "origin", "tray-v1.8.4");
    const baseline = await on.publish("refs/tags/tray-v1.8.4");
    expect([baseline.code, events(baseline).at(-1)?.outcome]).toEqual([0, "baseline"]);
    expect(on.codeHost.state.releases).toEqual([]);
  },
  300_000,
);

test(
  "another file by the same name is refused, in a draft and in a release that nobody can change",
  async () => {
    const on = await openPublishing(yard());
    on.codeHost.state.makesImmutable = true;
    const tag = await on.cut("tray", "beta");
    const add = (text: string) =>
      on.codeHost.state.releases[0]?.assets.push({
        ...{ id: 900, name: "Tray_x64-setup.exe", label: "", contentType: "x/y", state: "uploaded" as const },
        ...{ size: text.length, digest: `sha256:${"0".repeat(64)}`, bytes: Buffer.from(text) },
      });
    // a person began by hand
    on.codeHost.state.releases.push({
      ...{ id: 800, tag, target: "main", name: "By hand", body: "My own words.", isDraft: true },
      ...{ isPrerelease: false, isImmutable: false, publishedAt: null, assets: [] },
    });
    add("the app for Windows");
    const draft = await on.publish(tag, ...await on.buildTray());
    expect([draft.code, ...codes(draft)]).toEqual([5, "asset_differs"]);
    expect(on.codeHost.state.releases[0]).toMatchObject({ isDraft: true, assets: [{ id: 900 }] });

    on.codeHost.state.releases[0]?.assets.pop();
    const done = await on.publish(tag, ...await on.buildTray());
    expect(done.code, done.stderr).toBe(0);
    expect(on.codeHost.state.releases).toMatchObject([
      {
        id: 800,
        name: "By hand",
        body: "My own words.",
        isDraft: false,
        isImmutable: true,
        isPrerelease: true,
      },
    ]);
    expect((await on.publish(tag, ...await on.buildTray())).code).toBe(0);
    const other = await on.publish(tag, ...await on.buildTray("another app"));
    expect(other.code).toBe(5);
    expect(new Set(codes(other))).toEqual(new Set(["release_is_immutable"]));
  },
  300_000,
);
