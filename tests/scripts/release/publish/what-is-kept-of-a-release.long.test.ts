import { expect, test } from "vitest";
import { openPublishing } from "../../../support/publication.ts";
import { codes, events, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

test(
  "promises 91 and 126: the float of a channel follows what is published of its track alone, and what a release holds is stored",
  async () => {
    const on = await openPublishing(yard(), ({ components }) => {
      const { release } = components.platform ?? {};
      Object.assign(Object(release), {
        floats: {
          command:
            `[ -f $HOME/ready ] || exit 1; echo {channel} {version} {tag} >> $HOME/floats; echo "before: ${
              digest("a")
            }"; echo "after: ${digest("b")}"`,
        },
        record: {
          includes: ["tray"],
          limitations: "docs/limitations.md",
          reference_host: "app.example.com",
          legacy_hosts: ["old.example.com"],
        },
      });
    });
    await on.repo.commit("docs: limits", { "docs/limitations.md": "No Safari 15.\n" });
    const tag = await on.cut("platform", "live");
    const failed = await on.publish(tag);
    expect([failed.code, ...codes(failed)]).toEqual([9, "float_failed"]);
    expect((await yard().control.releaseStatus("platform")).floats).toEqual([]);

    await on.repo.write("../home/ready", "");
    const outcome = await on.publish(tag);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome).at(-1)).toMatchObject({ outcome: "published", did: ["float"] });
    const floats = async () => (await on.repo.read("../home/floats")).trim().split("\n");
    expect(await floats()).toEqual(["live 2.4.0 v2.4.0"]);
    expect((await yard().control.releaseStatus("platform")).floats).toMatchObject([
      { channel: "live", version: "2.4.0", digest_before: digest("a"), digest_after: digest("b") },
    ]);
    const [row] = await yard().sql`select record from ship.releases where tag = ${tag}`;
    expect(row?.record).toEqual({
      commit: await on.repo.git("rev-parse", `${tag}^{commit}`),
      includes: [{ component: "tray", name: "Tray", version: "1.8.5", build: 41 }],
      limitations: "No Safari 15.",
      reference_host: "app.example.com",
      legacy_hosts: ["old.example.com"],
      files: [],
    });

    const tray = await on.publish(await on.cut("tray", "live"), ...await on.buildTray(), "--to", "25%");
    expect(tray.code, tray.stderr).toBe(0);
    expect(await floats()).toHaveLength(1);
    // a share of the devices is told by the feed; the file in git would tell everybody
    expect(await on.remoteFile("release-manifests/tray-live.json")).toBe(null);
    expect([...await yard().sql`select bps from ship.offers where component_key = 'tray' and build = 42`])
      .toEqual([
        { bps: 2500 },
      ]);
  },
  300_000,
);
