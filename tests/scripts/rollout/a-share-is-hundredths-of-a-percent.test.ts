import { expect, test } from "vitest";
import { parseDuration, parseShare, parseSteps, showShare } from "../../../scripts/rollout/share.ts";

test.each([["0%", 0], ["0.01%", 1], ["2.5%", 250], ["25%", 2500], ["100%", 10_000], [" 5% ", 500]])(
  "%s is %i",
  (text, bps) => {
    expect(parseShare(text)).toBe(bps);
    expect(parseShare(showShare(bps))).toBe(bps);
  },
);

test.each(["", "5", "-1%", "101%", "100.01%", "2.555%", "1e2%", "5 %", "%", "5%%", "1000%"])(
  "%s is none",
  (text) => {
    expect(parseShare(text)).toBeUndefined();
  },
);

test.each([["30m", "30 minutes"], ["24h", "24 hours"], ["7d", "7 days"]])("%s is %s", (text, interval) => {
  expect(parseDuration(text)).toBe(interval);
});

test.each(["", "24", "h", "-1h", "1.5h", "24 h", "1w", "123456h"])("%s is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test("a list of steps: the share now, and what is to come", () => {
  expect(parseSteps("5%,25%@24h,100%@3d")).toEqual({
    bps: 500,
    steps: [{ bps: 2500, after: "24 hours" }, { bps: 10_000, after: "3 days" }],
  });
});

test("every bad step is named at once", () => {
  expect(() => parseSteps("5%@1h,25%,x@24h,30%@1w")).toThrow(
    expect.objectContaining({
      code: "steps_invalid",
      exitCode: 2,
      message: expect.stringMatching(/"5%@1h".*"25%".*"x@24h".*"30%@1w"/s),
    }),
  );
});
