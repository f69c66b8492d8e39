import { describe, test } from "vitest";
import { useShipyard } from "../../support/shipyard.ts";
import { expectReleased, releaseAndStrike } from "../../support/shipyard/killed-release.ts";
import { releaseStrikes } from "../../support/shipyard/release-strikes.ts";

const yard = useShipyard();

describe.each(["the same clone", "another clone"] as const)("resumed from %s", (from) => {
  test.each(releaseStrikes)("kill -9 $name", async (strike) => {
    await expectReleased(yard(), await releaseAndStrike(yard(), strike, from), from);
  });
});
