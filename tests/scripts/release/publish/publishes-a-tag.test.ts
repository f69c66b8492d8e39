import { expect, test } from "vitest";
import { httpFetch } from "../../../../scripts/runtime.ts";
import { openPublishing } from "../../../support/publication.ts";
import { events, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

/** What the function `updates` answers. */
async function served(path: string): Promise<string> {
  return await (await httpFetch(`${yard().stack.info.api_url}/functions/v1/updates/${path}`)).text();
}

test(
  "promises 80, 83, 89 and 94: a tag becomes a page with its own notes, files that updaters install, and an offer; a second time nothing is left to do",
  async () => {
    const on = await openPublishing(yard());
    await on.repo.commit("docs: notes", { "release-notes/tray/1.9.0-beta.1.md": "Thank you, Grace.\n" });
    const tag = await on.cut("tray", "beta");
    expect(tag).toBe("tray-v1.9.0-beta.1");
    const outcome = await on.publish(tag, ...await on.buildTray());
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome).at(-1)).toMatchObject({
      ...{ outcome: "published", track: "tray", version: "1.9.0-beta.1", channel: "beta", build: 42 },
      url: "https://code.example.test/acme/shop/releases/tag/tray-v1.9.0-beta.1",
    });

    const [release] = on.codeHost.state.releases;
    expect(release).toMatchObject({ tag, name: "Tray 1.9.0-beta.1", isDraft: false, isPrerelease: true });
    expect(release?.body).toContain("something for tray");
    expect(release?.body).toContain("Thank you, Grace.");
    expect(release?.body).toMatch(/Changelog: \[apps\/tray\/CHANGELOG.md\]\(\S+\/tray-v1.9.0-beta.1\/apps/);
    expect(release?.body).toContain("/compare/tray-v1.8.5...tray-v1.9.0-beta.1");
    expect(release?.body).not.toContain("platform");
    expect(on.codeHost.state.latest).toBeNull();
    expect(release?.assets.map(({ name }) => name).sort()).toEqual([
      "Tray_aarch64.app.tar.gz",
      "Tray_aarch64.dmg",
      "Tray_x64-setup.exe",
    ]);

    // the files in git are what the function serves, under the new name and the old one
    const text = await on.remoteFile("release-manifests/tray-beta.json");
    expect(text).toBe(await served("tray/beta/tauri.json"));
    expect(await on.remoteFile("release-manifests/beta.json")).toBe(text);
    const manifest = JSON.parse(text ?? "");
    expect(manifest).toMatchObject({ version: "1.9.0-beta.1", notes: events(outcome).at(-1)?.url });
    for (const { url } of Object.values<{ url: string }>(manifest.platforms)) {
      expect((await httpFetch(url)).status).toBe(200);
    }
    // what people see at the host is served by the stand-in under its own address
    const page = manifest.notes.replace("https://code.example.test", `${on.codeHost.uploadUrl}/web`);
    expect((await httpFetch(page)).status).toBe(200);
    for (const channel of ["alpha", "rc", "live"]) {
      expect(await on.remoteFile(`release-manifests/tray-${channel}.json`)).toBe(null);
    }
    expect(await yard().control.releaseStatus("tray")).toMatchObject({
      releases: [{ tag, published_at: expect.any(String), url: events(outcome).at(-1)?.url }],
    });

    const before = await on.repo.git("rev-parse", "origin/main");
    // updaters have the files: nobody has to bring them again
    const again = await on.publish(tag);
    expect([again.code, events(again).at(-1)?.outcome, events(again).at(-1)?.did]).toEqual([
      0,
      "already_published",
      [],
    ]);
    await on.repo.git("fetch", "--quiet", "origin");
    expect(await on.repo.git("rev-parse", "origin/main")).toBe(before);
    // what it wrote asks for no release
    const changed = await yard().run(
      on.repo,
      "release",
      "--changed",
      "--channel",
      "beta",
      "--dry-run",
      "--json",
    );
    expect(events(changed).at(-1)).toMatchObject({ outcome: "nothing_to_do" });
    expect((await yard().status()).ships).toEqual([]);
  },
  300_000,
);
