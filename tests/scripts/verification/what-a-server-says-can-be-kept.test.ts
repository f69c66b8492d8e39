import { expect, test } from "vitest";
import { unstorableTexts } from "../../../scripts/cli/storable-text.ts";
import { brokenProbes } from "../../../scripts/verification/findings.ts";

const place = { environment: "production", component: "api", build: 7 };

test("what a schedule tells the chat is one line that Postgres takes, whatever a server has answered", async () => {
  const saw = `served a\0b\nc\ud83d${"x".repeat(2000)}`;
  const probe = { name: "health", url: "https://api.test/", status: 200 };
  const asked = [{ probe: "health", state: "failed" as const, saw }];
  const [finding] = await brokenProbes(place, [{ probe, name: "health" }], asked, []);
  expect(unstorableTexts(finding)).toEqual([]);
  expect(finding?.message).toMatch(/^api 7 in production: health served a b c.x+$/u);
  expect(finding?.message).toHaveLength(1000);
});
