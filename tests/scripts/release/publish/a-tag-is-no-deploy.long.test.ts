import { expect, test } from "vitest";
import { openPublishing } from "../../../support/publication.ts";
import { useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

test(
  "promises 80 and 116: a track that is deployed gets its page and no offer: a tag is no deploy, and both are written down",
  async () => {
    const on = await openPublishing(yard(), ({ components }) => {
      Object.assign(components.platform ?? {}, { deploy: { type: "command", run: "true" } });
    });
    const tag = await on.cut("platform", "live");
    expect(tag).toBe("v2.4.0");
    const outcome = await on.publish(tag);
    expect(outcome.code, outcome.stderr).toBe(0);
    const { releases } = await yard().control.releaseStatus("platform");
    expect(releases).toMatchObject([{ version: "2.4.0", build: 18, published_at: expect.any(String) }]);
    // nothing was deployed, so nobody was told of anything
    expect(await yard().deployed("platform")).toBeUndefined();
    expect(await yard().chat()).toEqual([]);
    const [release] = on.codeHost.state.releases;
    expect(on.codeHost.state.latest).toBe(release?.id);
    expect(await on.repo.git("ls-tree", "-r", "--name-only", "origin/main", "release-manifests")).toBe("");

    // and a deploy without a tag
    await on.repo.git("pull", "--quiet", "--ff-only");
    await on.repo.write("apps/platform/src/index.ts", "// deployed\n");
    const shipped = await yard().run(on.repo, "ship", "platform", "--json");
    expect(shipped.code, shipped.stderr).toBe(0);
    expect(await yard().deployed("platform")).toBe(19);
    expect((await yard().control.releaseStatus("platform")).releases).toHaveLength(1);
  },
  300_000,
);
