import { expect, test } from "vitest";
import { parseManifest } from "../../../../scripts/manifest/load.ts";
import { renderRegion } from "../../../../scripts/manifest/readme-text.ts";
import { trackManifest } from "../../../support/track-manifests.ts";

const tracks = {
  tray: {
    tag: "tray-v",
    auto: { branch: "next", channel: "alpha" },
    updater: { type: "tauri", file: "manifests/tray-{channel}.json", targets: ["darwin-aarch64"] },
  },
  platform: { tag: "v" },
};

test("promise 95: tracks, their tags and workflows are a table that is generated from version.json", () => {
  const text = renderRegion("reference", parseManifest(trackManifest(tracks)));
  const rows = text.split("\n").filter((line) => line.includes("slipway-release-")).map((line) =>
    line.split("|").map((cell) => cell.trim()).filter((cell) => cell !== "")
  );
  expect(rows).toEqual([
    [
      "tray",
      "`tray-v1.2.3`, `tray-v1.2.3-beta.1`",
      "`alpha` by a push to `next`",
      "`.github/workflows/slipway-release-tray.yml`",
      "`manifests/tray-{channel}.json`",
    ],
    [
      "platform",
      "`v1.2.3`, `v1.2.3-beta.1`",
      "`slipway release platform --channel …`",
      "`.github/workflows/slipway-release-platform.yml`",
    ],
  ]);
  const moved = { ...tracks, platform: { tag: "web-v" } };
  expect(renderRegion("reference", parseManifest(trackManifest(moved)))).toContain("`web-v1.2.3`");
});
