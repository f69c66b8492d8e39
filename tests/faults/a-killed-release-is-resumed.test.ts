import { test } from "vitest";
import { useShipyard } from "../support/shipyard.ts";
import { expectReleased, releaseAndStrike } from "../support/shipyard/killed-release.ts";
import { briefReleaseStrikes } from "../support/shipyard/release-strikes.ts";

// `npm run test:faults` tries every moment, and the same clone as well.
const yard = useShipyard();

test.each(briefReleaseStrikes)("kill -9 $name, resumed from another clone", async (strike) => {
  await expectReleased(yard(), await releaseAndStrike(yard(), strike, "another clone"), "another clone");
});
