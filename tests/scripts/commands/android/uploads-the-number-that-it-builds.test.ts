import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { env as variable } from "../../../../scripts/runtime.ts";
import { codes, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();
const fastlane = dirname(fileURLToPath(new URL("../../../support/fastlane/fastlane", import.meta.url)));
const gradle = (build: number) =>
  `android {\n  defaultConfig {\n    versionCode = ${build}\n    versionName = "1.0.0"\n  }\n}\n`;

test("versionCode is the build: raised in the file, uploaded by fastlane supply, and told to everybody only when that has ended well", async () => {
  const repo = await yard().open({
    edit(draft) {
      Object.assign(draft.components, {
        phone: {
          ...{ name: "Phone", kind: "android", version: "1.0.0", build: 8, paths: ["apps/phone"] },
          mirrors: [{
            type: "gradle",
            file: "apps/phone/build.gradle.kts",
            key: "versionCode",
            value: "build",
          }],
          deploy: {
            type: "command",
            run:
              'grep -o "versionCode = .*" apps/phone/build.gradle.kts >> "$HOME/play.log" && test -f "$HOME/play.key" && fastlane supply --track internal',
          },
        },
      });
    },
    files: { "apps/phone/build.gradle.kts": gradle(8) },
  });
  await yard().adopt(repo);
  const log = `${repo.home}/fastlane.log`;
  const env = {
    ...yard().env,
    PATH: `${fastlane}${delimiter}${variable("PATH")}`,
    ...{ FASTLANE_ELSE: "supply", FASTLANE_LOG: log },
  };
  const failed = await repo.run("ship", "phone", "--json", { env });
  expect([failed.code, codes(failed)]).toEqual([9, ["deploy_failed"]]);
  expect(await yard().deployed("phone")).toBe(8);

  await repo.write("../home/play.key", "");
  const outcome = await repo.run("ship", "--resume", { env });
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await repo.read("apps/phone/build.gradle.kts")).toBe(gradle(9));
  // the same number again: Google Play takes each once, and this one has not arrived before
  expect(await repo.read("../home/play.log")).toBe("versionCode = 9\nversionCode = 9\n");
  expect(JSON.parse(await repo.read("../home/fastlane.log"))).toMatchObject({
    args: ["supply", "--track", "internal"],
  });
  expect(await yard().deployed("phone")).toBe(9);
});
