import { test } from "vitest";
import { proveHistory } from "../../support/histories/prove.ts";

test.each(Array.from({ length: 50 }, (_, seed) => seed))(
  "promise 87: history %i of 50: neither a loop nor silence",
  { timeout: 300_000 },
  (seed) => proveHistory(seed, 4),
);
