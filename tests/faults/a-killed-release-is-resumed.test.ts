import { describe, test } from "vitest";
import { useShipyard } from "../support/shipyard.ts";
import { expectReleased, releaseAndStrike } from "../support/shipyard/killed-release.ts";
import { briefReleaseStrikes } from "../support/shipyard/release-strikes.ts";

// The moments that differ most; `npm run test:faults` tries all.
const yard = useShipyard();

describe.each(["the same clone", "another clone"] as const)("resumed from %s", (from) => {
  const strikes = briefReleaseStrikes.filter((_, at) => (at % 2 === 0) === (from === "the same clone"));
  test.each(strikes)("kill -9 $name", async (strike) => {
    await expectReleased(yard(), await releaseAndStrike(yard(), strike, from), from);
  });
});
