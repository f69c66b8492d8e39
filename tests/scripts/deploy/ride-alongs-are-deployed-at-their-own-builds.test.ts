import { describe, expect, test } from "vitest";
import { describeDeploy } from "../../../scripts/deploy/deploy.ts";
import { rideAlongs } from "../../../scripts/manifest/ride-alongs.ts";
import { deployRideAlongs, logBuild, makeBed, readLog, riders } from "./bed.ts";

const component = (build: number, deploy: unknown, ride_along: string[] = []) => ({
  name: "It",
  kind: "cli",
  build,
  version: `0.${build}.0`,
  paths: ["it"],
  deploy,
  ride_along,
});

describe("promise 9: ride-alongs", () => {
  const components = {
    cdp: component(17, { type: "command", run: logBuild, target: "b" }, ["site"]),
    site: component(3, { type: "command", run: logBuild, target: "a" }, ["dashboard"]),
  };

  test("promise 9: are deployed at their own builds, each once, without their own ride-alongs", async () => {
    const bed = await makeBed({
      deploy: { type: "command", run: logBuild, target: "c" },
      ride_along: ["cdp", "site", "cdp"],
      components,
    });
    expect(rideAlongs(bed.context.manifest, "dashboard")).toEqual(["cdp", "site"]);
    expect(riders(bed.context).flatMap(describeDeploy)).toEqual([logBuild, logBuild]);
    await deployRideAlongs(bed.context);
    expect(await readLog(bed.root)).toEqual(["cdp 17 0.17.0", "site 3 0.3.0"]);
  });

  test("one that fails stops the ship and is named", async () => {
    const failing = { cdp: component(17, { type: "command", run: "exit 3" }), site: components.site };
    const bed = await makeBed({ ride_along: ["cdp", "site"], components: failing });
    await expect(deployRideAlongs(bed.context)).rejects.toMatchObject({
      code: "deploy_failed",
      exitCode: 9,
      message: expect.stringContaining("cdp"),
    });
    expect(await readLog(bed.root)).toEqual([]);
  });
});
