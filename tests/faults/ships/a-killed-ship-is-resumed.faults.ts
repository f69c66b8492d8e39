import { describe, test } from "vitest";
import { useShipyard } from "../../support/shipyard.ts";
import { expectLanded, shipAndStrike } from "../../support/shipyard/killed.ts";
import { strikes } from "../../support/shipyard/strikes.ts";

const yard = useShipyard();

describe.each(["the same clone", "another clone"] as const)("resumed from %s", (from) => {
  test.each(strikes)("kill -9 $name", async (strike) => {
    await expectLanded(yard(), await shipAndStrike(yard(), strike, from), from);
  });
});
