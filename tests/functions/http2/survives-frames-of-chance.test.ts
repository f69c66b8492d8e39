import { test } from "vitest";
import { Random } from "../../support/faults-random.ts";
import { converse } from "../../support/frame-fuzz.ts";

// `npm run test:faults` tries ten thousand, others each time.
test.each([1, 2, 3, 4])(
  "a hundred conversations of chance, seed %i: each request ends once",
  async (seed) => {
    for (let at = 0; at < 100; at++) await converse(new Random(seed, `conversation ${at}`));
  },
);
