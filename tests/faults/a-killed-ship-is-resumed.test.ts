import { describe, test } from "vitest";
import { useShipyard } from "../support/shipyard.ts";
import { expectLanded, shipAndStrike } from "../support/shipyard/killed.ts";
import { briefStrikes } from "../support/shipyard/strikes.ts";

// The moments that differ most; `npm run test:faults` tries all.
const yard = useShipyard();

describe.each(["the same clone", "another clone"] as const)("resumed from %s", (from) => {
  // Before the push another clone can only give the ship up: one moment shows it.
  const strikes = from === "the same clone" ? briefStrikes : briefStrikes.slice(2);
  test.each(strikes)("kill -9 $name", async (strike) => {
    await expectLanded(yard(), await shipAndStrike(yard(), strike, from), from);
  });
});
