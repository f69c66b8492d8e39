import { test } from "vitest";
import { proveHistory } from "../../../support/histories/prove.ts";

// fifty of them, longer ones, are in tests/faults
test.each([0, 3, 7])(
  "promises 85 and 87: in history %i every change of a person is released once, and no release wakes another",
  { timeout: 120_000 },
  (seed) => proveHistory(seed, 2),
);

test.each([10, 4])(
  "promise 87: in history %i every change is deployed as well, and neither ships nor releases wake one another",
  { timeout: 240_000 },
  (seed) => proveHistory(seed, 2, true),
);
