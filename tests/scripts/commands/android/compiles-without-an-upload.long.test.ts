import { describe, expect, onTestFinished, test } from "vitest";
import { loadWorkspace } from "../../../../scripts/manifest/load.ts";
import { planWorkflows } from "../../../../scripts/workflows/plan.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";
import { codes, events } from "../../../support/shipyard.ts";

type Draft = Record<string, unknown>;

/** Like Gradle's own script: nothing without its jar, and a word about what it was told. */
const gradlew = `#!/bin/sh
cd "$(dirname "$0")" || exit 1
if [ ! -f gradle/wrapper/gradle-wrapper.jar ]; then
  echo "Error: Unable to access jarfile gradle/wrapper/gradle-wrapper.jar" >&2
  exit 1
fi
echo "gradlew $* in $PWD for \${SLIPWAY_COMPONENT} with [\${ASC_KEY_P8}\${SLIPWAY_SECRET_KEY}]" >> "$HOME/gradle.log"
[ -z "$GRADLE_SAYS" ] || { echo "$GRADLE_SAYS" >&2; exit 1; }
`;
const wrapper: Record<string, string> = {
  "apps/phone/gradlew": gradlew,
  "apps/phone/gradle/wrapper/gradle-wrapper.jar": "PK",
  "apps/phone/gradle/wrapper/gradle-wrapper.properties":
    "distributionUrl=https\\://services.gradle.org/x.zip\n",
};

async function open(
  { files = wrapper, phone = {}, isProgram = true }: {
    files?: Record<string, string>;
    phone?: Draft;
    isProgram?: boolean;
  } = {},
): Promise<Monorepo> {
  const repo = await createMonorepo({
    ...{ components: [], remote: false },
    edit(draft) {
      draft.build = 1;
      draft.components = {
        phone: {
          ...{ name: "Phone", kind: "android", version: "1.0.0", build: 1, paths: ["apps/phone/app"] },
          ...phone,
        },
      };
    },
    files: { "apps/phone/app/src/Main.kt": "fun main() {}\n", ...files },
  });
  onTestFinished(() => repo.stop());
  if (isProgram && "apps/phone/gradlew" in files) {
    await repo.git("update-index", "--chmod=+x", "apps/phone/gradlew");
    await repo.git("commit", "--quiet", "-m", "It is a program");
    await repo.git("checkout", "--quiet", "--force", "HEAD", "--", ".");
  }
  return repo;
}

const env = { ASC_KEY_P8: "secret-p8", SLIPWAY_SECRET_KEY: "sb_secret_0123456789abcdef" };
const log = (repo: Monorepo) => repo.read("../home/gradle.log").catch(() => "");

test.each([["preflight", "assembleDebug"], ["test", "testDebugUnitTest"]])(
  "promise 164: android %s runs the wrapper's %s where it is, without a credential, and changes nothing",
  async (task, gradleTask) => {
    const repo = await open();
    const outcome = await repo.run("android", task, "--json", { env });
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome)).toMatchObject([{ component: "phone", task, outcome: "passed" }]);
    expect(await log(repo)).toBe(
      `gradlew --console=plain ${gradleTask} in ${repo.root}/apps/phone for phone with []\n`,
    );
    expect(await repo.git("status", "--porcelain")).toBe("");
  },
);

test("promise 164: what does not compile ends with 1, and what Gradle says is explained", async () => {
  const repo = await open();
  const GRADLE_SAYS = "SDK location not found. Define a valid SDK location with an ANDROID_HOME";
  const outcome = await repo.run("android", "preflight", "--json", { env: { GRADLE_SAYS } });
  expect([outcome.code, codes(outcome)]).toEqual([1, ["known_android_sdk_missing"]]);
  expect(events(outcome).at(-1)).toMatchObject({ error: { code: "preflight_failed" } });
});

describe("a wrapper that no fresh clone could run is refused before anything runs", () => {
  test("gradle-wrapper.jar on disk, and in no commit", async () => {
    const repo = await open({ files: { ...wrapper, ".gitignore": "*.jar\n" } });
    const outcome = await repo.run("android", "preflight", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([5, ["gradle_wrapper_missing"]]);
    expect(outcome.stdout).toContain("git add -f");
    expect(await log(repo)).toBe("");
  });

  test("gradlew that is committed, and not as a program", async () => {
    const repo = await open({ isProgram: false });
    const outcome = await repo.run("android", "preflight", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([5, ["gradle_wrapper_not_executable"]]);
    expect(outcome.stdout).toContain("git update-index --chmod=+x apps/phone/gradlew");
  });

  test("no wrapper at all; a command that needs none is fine with that", async () => {
    const repo = await open({ files: {} });
    expect(codes(await repo.run("android", "test", "--json"))).toEqual(["gradle_wrapper_missing"]);
    const other = await open({ files: {}, phone: { test: 'echo gradle >> "$HOME/gradle.log"' } });
    expect((await other.run("android", "test")).code).toBe(0);
    expect(await log(other)).toBe("gradle\n");
  });
});

test("promise 164: pull requests compile the Android app in CI, before anybody merges", async () => {
  const repo = await open();
  const plan = await planWorkflows(await loadWorkspace(repo.root));
  const written = JSON.stringify(plan);
  expect(written).toContain("android preflight --component phone");
  expect(written).toContain("Android preflight of phone");
  expect(written).toContain("android_phone/${{ needs.changes.outputs.android_phone }}");
});

test("promise 164: ios preflight and test run a lane or a command of version.json, and say what to declare without one", async () => {
  const repo = await createMonorepo({
    remote: false,
    edit: ({ components: { ios } }) => {
      if (ios) ios.preflight = 'echo "compiled $SLIPWAY_COMPONENT [$ASC_KEY_P8]" >> "$HOME/gradle.log"';
    },
  });
  onTestFinished(() => repo.stop());
  const outcome = await repo.run("ios", "preflight", "--json", { env });
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await log(repo)).toBe("compiled ios []\n");
  const missing = await repo.run("ios", "test", "--json", { env });
  expect([missing.code, codes(missing)]).toEqual([2, ["test_missing"]]);
  expect(missing.stdout).toContain("xcodebuild");
  expect(codes(await repo.run("android", "test", "--json"))).toEqual(["app_missing"]);
});
