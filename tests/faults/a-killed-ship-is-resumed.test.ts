import { describe, test } from "vitest";
import { useShipyard } from "../support/shipyard.ts";
import { expectLanded, shipAndStrike } from "../support/shipyard/killed.ts";
import { briefStrikes } from "../support/shipyard/strikes.ts";

// The moments that differ most; `npm run test:faults` tries all.
const yard = useShipyard();

describe.each(["the same clone", "another clone"] as const)("resumed from %s", (from) => {
  // What was pushed may be resumed by anybody; what was not, only by the clone that has it.
  const strikes = briefStrikes.filter((_, at) => (at === 0) === (from === "the same clone"));
  test.each(strikes)("kill -9 $name", async (strike) => {
    await expectLanded(yard(), await shipAndStrike(yard(), strike, from), from);
  });
});
