import { afterEach, expect, test, vi } from "vitest";
import { secretLines, webhookSecret } from "../../../scripts/store-webhook/secrets.ts";

afterEach(() => vi.unstubAllEnvs());

test.each([
  ["one", "one", "one"],
  ["old, new", "new", "old,new"],
  ["old,new,", "new", "old,new"],
  [" , ", null, null],
])("of '%s' webhooks sign with what the function takes", (given, signsWith, taken) => {
  vi.stubEnv("ASC_WEBHOOK_SECRET", given);
  const secret = webhookSecret();
  if (signsWith !== null) expect(secret).toBe(signsWith);
  const [line] = secretLines(secret, { keyId: "K", issuerId: undefined, p8: "p8", apiUrl: "" });
  expect(line).toBe(`ASC_WEBHOOK_SECRET='${taken ?? secret}'`);
});
