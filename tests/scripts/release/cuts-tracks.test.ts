import { describe, expect, test } from "vitest";
import { type Checkout, events, useShipyard } from "../../support/shipyard.ts";
import { openTracks, tagsAtRemote } from "../../support/tracks.ts";

const yard = useShipyard();

const change = async (repo: Checkout, path: string, message: string) => {
  await repo.commit(message, { [path]: `// ${message}\n` });
  await repo.git("push", "--quiet", "origin", "main");
};
const release = (repo: Checkout, ...args: string[]) => yard().run(repo, "release", ...args, "--json");
describe("a release of tracks", () => {
  test("promises 72, 76, 84, and 85: exactly the tracks that changed get an alpha, and the others keep every byte", async () => {
    const repo = await openTracks(yard());
    await change(repo, "apps/tray/src/main.rs", "feat: a menu");
    const before = await repo.read("apps/platform/package.json");
    const outcome = await release(repo, "--changed", "--channel", "alpha");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome).at(-1)).toMatchObject({
      outcome: "done",
      tracks: [{
        key: "tray",
        version: "1.9.0-alpha.1",
        tag: "tray-v1.9.0-alpha.1",
        build: 42,
        since: "tray-v1.8.5",
        commits: 1,
      }],
    });
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "tray-v1.9.0-alpha.1", "v2.3.0"]);
    expect(await repo.git("cat-file", "-t", "tray-v1.9.0-alpha.1")).toBe("tag");
    expect(await repo.git("log", "-1", "--format=%s", "origin/main")).toBe(
      "chore: bump tray to 1.9.0-alpha.1",
    );
    expect(await repo.git("rev-parse", "origin/main")).toBe(
      await repo.git("rev-parse", "tray-v1.9.0-alpha.1^{commit}"),
    );
    expect(await repo.read("apps/tray/tauri.conf.json")).toBe(
      '{ "productName": "Tray", "version": "1.9.0-alpha.1" }\n',
    );
    expect(await repo.read("apps/platform/package.json")).toBe(before);
    expect(await repo.git("status", "--porcelain")).toBe("");
    // nothing changed since: no loop
    const again = await release(repo, "--changed", "--channel", "alpha", "--exit-code");
    expect([again.code, events(again).at(-1)?.outcome]).toEqual([3, "nothing_to_do"]);
  });

  test("promise 73: without a track nothing is done, and it says which there are", async () => {
    const repo = await openTracks(yard());
    for (const args of [["--channel", "live"], ["--channel", "beta"]]) {
      const outcome = await release(repo, ...args);
      expect(outcome.code).toBe(2);
      expect(events(outcome).at(-1)?.error).toMatchObject({
        code: "track_missing",
        hint: expect.stringContaining("tray, platform"),
      });
    }
    expect((await yard().status()).ships).toEqual([]);
  });
});
