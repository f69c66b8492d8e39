import { expect, test } from "vitest";
import { decide } from "../../../../scripts/app-store/promote/decide.ts";
import type { StoreVersion } from "../../../../scripts/app-store/promote/version-answers.ts";

test.each([
  ["WAITING_FOR_REVIEW", true],
  ["PENDING_DEVELOPER_RELEASE", false],
  ["PENDING_APPLE_RELEASE", false],
  ["PROCESSING_FOR_DISTRIBUTION", false],
])("another version is %s: whether --cancel is a way out: %s", (state, isNamed) => {
  const underWay: StoreVersion = {
    ...{ id: "v", version: "1.1", state, releaseType: "MANUAL", buildId: "b", phased: null },
  };
  const build = {
    ...{ id: "c", build: 116, version: "1.2", uploadedAt: null, processingState: "VALID", isExpired: false },
    ...{ internalState: "IN_BETA_TESTING", externalState: null },
  };
  const wish = { key: "ios", build, versions: [underWay], submissions: [], isPhased: false };
  expect(() => decide(wish)).toThrow(expect.objectContaining({
    code: "review_in_progress",
    // without its version, --wait would be about the build that is refused
    hint: isNamed
      ? expect.stringMatching(/promote --train 1\.1 --wait.*--cancel/)
      : expect.not.stringContaining("--cancel"),
  }));
});
