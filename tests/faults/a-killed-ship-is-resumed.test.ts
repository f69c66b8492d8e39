import { test } from "vitest";
import { useShipyard } from "../support/shipyard.ts";
import { expectLanded, shipAndStrike } from "../support/shipyard/killed.ts";
import { briefStrikes } from "../support/shipyard/strikes.ts";

// `npm run test:faults` tries every moment, and the same clone as well.
const yard = useShipyard();

test.each(briefStrikes)("kill -9 $name, resumed from another clone", async (strike) => {
  await expectLanded(yard(), await shipAndStrike(yard(), strike, "another clone"), "another clone");
});
