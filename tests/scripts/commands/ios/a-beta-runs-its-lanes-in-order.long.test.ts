import { expect, test } from "vitest";
import { codes, events, type ManifestDraft, useShipyard } from "../../../support/shipyard.ts";
import { openApp, six } from "./app.ts";

const yard = useShipyard();

/** The four lanes: three of the Fastfile, and a command between them that says what the project has by then. */
const withLanes = ({ components: { ios } }: ManifestDraft) => {
  if (ios === undefined) throw new Error("the demo has changed");
  ios.store = {
    ...{ type: "app-store-connect", app_id: "1234567890" },
    lanes: {
      certs: "certs",
      framework:
        'grep -o "CURRENT_PROJECT_VERSION = [0-9]*" ios/Helper.xcodeproj/project.pbxproj | sort -u > "$HOME/framework.log"',
      archive: "build",
      upload: "pilot",
    },
  };
};

/** The steps of the journal that ended, in their order. */
const done = (outcome: Parameters<typeof events>[0]) =>
  events(outcome).filter(({ event, state }) => event === "step" && state === "done").map(({ step }) => step);

test("promise 162: certificates, number, framework, archive, upload, the store's word, commit and tag, in this order", async () => {
  const app = await openApp(yard(), withLanes);
  Object.assign(app.env, { CI: "true", FASTLANE_ELSE: "certs,build" });
  await app.on.upload(120, { version: "0.9" });
  const outcome = await app.ios("beta", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  const steps = done(outcome);
  expect(steps.filter((step) => ["certs", "bump", "framework", "archive", "upload"].includes(String(step))))
    .toEqual(
      ["certs", "bump", "framework", "archive", "upload", "bump"],
    );
  expect(steps.indexOf("upload")).toBeLessThan(steps.indexOf("store"));
  expect(steps.indexOf("commit")).toBeLessThan(steps.indexOf("tag"));
  // the number is above the store's, of whatever version, and is there before anything is built with it
  expect(await app.archives()).toMatchObject([
    { args: ["certs"], requested: 113, readonly: "true" },
    { args: ["build"], requested: 121 },
    { args: ["pilot"], requested: 121 },
  ]);
  expect(await app.repo.read("../home/framework.log")).toBe("CURRENT_PROJECT_VERSION = 121\n");
  expect(await app.lines()).toEqual(six(121));
  const sha = await app.repo.git("rev-parse", "origin/main");
  const tag = "refs/tags/builds/ios/1.0-121";
  expect(await app.repo.git("ls-remote", "origin", `${tag}^{}`)).toBe(`${sha}\t${tag}^{}`);
  expect(await yard().deployed("ios")).toBe(121);
});

test("promise 162: a lane that fails is named; nothing after it runs, and the next beta has the same number", async () => {
  const app = await openApp(yard(), (draft) => {
    withLanes(draft);
    const { ios } = draft.components;
    const lanes: unknown = Reflect.get(ios?.store ?? {}, "lanes");
    Object.assign(lanes ?? {}, { framework: 'test -f "$HOME/ready"' });
  });
  app.env.FASTLANE_ELSE = "certs,build";
  const outcome = await app.ios("beta", "--json");
  expect([outcome.code, codes(outcome)]).toEqual([1, ["framework_failed"]]);
  expect((await app.archives()).map(({ args }) => args)).toEqual([["certs"]]);
  expect((await yard().status()).ships).toEqual([]);
  expect(await app.repo.git("ls-remote", "--tags", "origin")).toBe("");

  await app.repo.write("../home/ready", "");
  expect((await app.ios("beta")).code).toBe(0);
  expect((await app.archives()).map(({ args, requested }) => [args[0], requested])).toEqual([
    ["certs", 113],
    ["certs", 114],
    ["build", 114],
    ["pilot", 114],
  ]);
});

test("a tag of version.json's own is for every confirmed build, and one that is taken ends with 9 when all else is done", async () => {
  const app = await openApp(yard(), ({ components: { ios } }) => {
    Object.assign(ios?.store ?? {}, { tag: "testflight-{version}-{build}" });
  });
  await app.repo.git("push", "--quiet", "origin", "HEAD:refs/tags/testflight-1.0-114");
  const outcome = await app.ios("ship", "--json");
  expect([outcome.code, codes(outcome)]).toEqual([9, ["tag_taken"]]);
  expect(await yard().deployed("ios")).toBe(114);
  await app.on.upload(115);
  const next = await app.ios("confirm");
  expect(next.code, next.stderr).toBe(0);
  expect(await app.repo.git("ls-remote", "--tags", "origin", "testflight-1.0-115^{}")).toContain(
    await app.repo.git("rev-parse", "origin/main"),
  );
});

test("promise 163: a release is a beta, and the promotion of the very build that the store made of it", async () => {
  const app = await openApp(yard());
  await app.on.upload(114, { stages: ["HIDDEN"] });
  const outcome = await app.ios("release", "--release", "manual", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).at(-1)).toMatchObject({ version: "1.0", build: 115, state: "WAITING_FOR_REVIEW" });
  expect((await app.on.held()).versions).toMatchObject([
    { versionString: "1.0", buildId: "build-IOS-1.0-115", releaseType: "MANUAL" },
  ]);
  expect(await yard().deployed("ios")).toBe(115);
});
