import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sha256 } from "../../../functions/_shared/apns/sha256.ts";

// around every length at which the padding changes
test.each([0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 200, 1_000])("%i characters", (length) => {
  const text = "Schlüssel €".repeat(length).slice(0, length);
  expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
});
