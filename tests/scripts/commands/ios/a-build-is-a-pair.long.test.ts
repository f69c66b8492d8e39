import { describe, expect, test } from "vitest";
import { pbxprojPath } from "../../../support/monorepo.ts";
import { codes, events, useShipyard } from "../../../support/shipyard.ts";
import { openApp, six, type TestApp } from "./app.ts";

const yard = useShipyard();

const written = async (app: TestApp) => {
  const { ios } = (await app.manifest()).components;
  return [ios?.version, ios?.build];
};

describe("the train that a build belongs to", () => {
  test("is what fastlane says: an equal number of another train is not taken for it", async () => {
    const app = await openApp(yard());
    app.env.FASTLANE_VERSION = "1.1";
    // in the other train the number is there, and people can install it, while ours is not in the list yet
    await app.on.upload(114, { version: "1.0", stages: ["HIDDEN", "IN_BETA_TESTING"] });
    await app.on.set({ stages: ["HIDDEN", "PROCESSING", "IN_BETA_TESTING"] });
    const outcome = await app.ios("ship");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(await app.archives()).toMatchObject([{ requested: 114 }]);
    expect(outcome.stderr).toMatch(/Build 114 of ios 1\.1: not in the list of builds yet[^]*PROCESSING/);
    expect(await written(app)).toEqual(["1.1", 114]);
    const words = await yard()
      .sql`select version from ship.builds where component_key = 'ios' and build = 114`;
    expect(words.map(({ version }) => version)).toEqual(["1.1"]);
  });

  test("is what the project says while its build is in flight", async () => {
    const app = await openApp(yard());
    await app.ios("bump");
    await app.on.upload(114, { version: "1.0", stages: ["IN_BETA_TESTING"] });
    await app.on.upload(120, { version: "1.1", stages: ["IN_BETA_TESTING"] });
    expect(events(await app.ios("status", "--json"))[0]).toMatchObject({
      version: "1.0",
      project_version: "1.0",
      store: [{ build: 114, version: "1.0" }],
    });
    const outcome = await app.ios("confirm");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(await written(app)).toEqual(["1.0", 114]);
  });

  test("is asked for when a number names several builds; --train answers", async () => {
    const app = await openApp(yard());
    for (const version of ["1.1", "1.2"]) await app.on.upload(115, { version, stages: ["IN_BETA_TESTING"] });
    const outcome = await app.ios("confirm", "--build", "115", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([5, ["store_train_missing"]]);
    expect((await app.ios("confirm", "--build", "115", "--train", "1.1")).code).toBe(0);
    expect(await written(app)).toEqual(["1.1", 115]);
  });
});

describe("a lower version never takes the place of a higher one", () => {
  const higher = (version: string) =>
    openApp(yard(), ({ components: { ios } }) => {
      if (ios) ios.version = version;
    });

  test("the newest build of a lower train is not seen, and by its number it is refused", async () => {
    const app = await higher("1.1");
    await app.on.upload(120, { version: "1.0", stages: ["IN_BETA_TESTING"] });
    const newest = await app.ios("confirm", "--json");
    expect([newest.code, codes(newest)]).toEqual([5, ["nothing_in_flight"]]);
    const train = await app.ios("confirm", "--train", "0.9", "--timeout", "0.002", "--json");
    expect([train.code, codes(train)]).toEqual([5, ["version_not_higher"]]);
    for (const more of [[], ["--train", "1.0"]]) {
      const named = await app.ios("confirm", "--build", "120", ...more, "--json");
      expect([named.code, codes(named)]).toEqual([5, ["version_not_higher"]]);
    }
    expect(events(await app.ios("status", "--json"))[0]).toMatchObject({ store: [] });
    expect(await written(app)).toEqual(["1.1", 113]);
    expect(await yard().deployed("ios")).toBe(113);
  });

  test("a project of a lower version is not even archived", async () => {
    const app = await higher("1.1");
    const outcome = await app.ios("ship", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([5, ["version_not_higher"]]);
    expect(await app.archives()).toEqual([]);
    expect(await app.lines()).toEqual(six(113));
  });

  test("also when version.json has risen on the remote while the store was waited for", async () => {
    const app = await openApp(yard());
    await app.on.upload(114, { stages: ["IN_BETA_TESTING"] });
    const other = await app.repo.clone();
    const text = (await other.read("version.json")).replace('"version": "1.0",', '"version": "1.1",');
    await other.commit("ios: 1.1 is next", { "version.json": text });
    await other.run("readme");
    await other.commit("README");
    yard().tap.before = async ({ name }) => {
      if (name === "begin_ship") await other.git("push", "--quiet");
      return "pass";
    };
    const outcome = await app.ios("confirm", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([5, ["version_not_higher"]]);
    expect(await app.repo.git("status", "--porcelain")).toBe("");
    expect(await yard().sql`select from ship.builds where component_key = 'ios' and build = 114`)
      .toEqual([]);
    expect(await yard().deployed("ios")).toBe(113);
  });
});

test("the deployed number of another version is another build: refused, because builds rise over all versions", async () => {
  const app = await openApp(yard());
  await app.on.upload(113, { version: "1.1", stages: ["IN_BETA_TESTING"] });
  const outcome = await app.ios("confirm", "--build", "113", "--train", "1.1", "--json");
  expect([outcome.code, codes(outcome)]).toEqual([5, ["build_not_higher"]]);
});

describe("a newest build that gets nowhere", () => {
  test("does not hide the good one below when it is INVALID, which is said", async () => {
    const app = await openApp(yard());
    await app.on.upload(115, { stages: ["IN_BETA_TESTING"] });
    await app.on.upload(116, { stages: ["INVALID"] });
    expect(events(await app.ios("status", "--json"))[0]).toMatchObject({
      next: "slipway ios confirm --build 115",
    });
    const outcome = await app.ios("confirm");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(outcome.stderr).toContain("1.0 (116) is INVALID, so 1.0 (115) is taken");
    expect(await written(app)).toEqual(["1.0", 115]);
  });

  test("names itself and the good one below with --build when a person can help", async () => {
    const app = await openApp(yard());
    await app.on.upload(115, { stages: ["IN_BETA_TESTING"] });
    await app.on.upload(116, { stages: ["MISSING_EXPORT_COMPLIANCE"] });
    const outcome = await app.ios("confirm", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([9, ["export_compliance_missing"]]);
    expect(events(outcome).at(-1)).toMatchObject({
      error: { hint: expect.stringMatching(/confirm --build 116[^]*confirm --build 115/) },
    });
  });
});

test("dotted numbers of the store: the next archive is above them, and their confirmation is refused", async () => {
  const app = await openApp(yard());
  await app.on.upload("202.1.3", { stages: ["IN_BETA_TESTING"] });
  const refused = await app.ios("confirm", "--json");
  expect([refused.code, codes(refused)]).toEqual([5, ["build_dotted"]]);
  expect((await app.ios("ship")).code).toBe(0);
  expect(await app.archives()).toMatchObject([{ requested: 203 }]);
  expect(await written(app)).toEqual(["1.0", 203]);
});

test("a Mac app is asked for as one: the iOS builds of the same Apple ID are not its own", async () => {
  const app = await openApp(yard());
  const text = (await app.repo.read("version.json")).replace('"kind": "ios"', '"kind": "desktop"');
  await app.repo.commit("It is a Mac app", { "version.json": text });
  await app.repo.git("push", "--quiet");
  await yard().adopt(app.repo);
  app.env.FASTLANE_PLATFORM = "MAC_OS";
  await app.on.upload(150, { stages: ["IN_BETA_TESTING"] });
  const outcome = await app.ios("ship");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await app.archives()).toMatchObject([{ requested: 114 }]);
  expect(await app.lines()).toEqual(six(114));
  expect(await yard().deployed("ios")).toBe(114);
});

describe("ios bump", () => {
  test("needs no store block, and writes the Xcode project only", async () => {
    const app = await openApp(yard(), ({ components: { ios } }) => {
      delete ios?.store;
    });
    const outcome = await app.ios("bump", "--json");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(await app.lines()).toEqual(six(114));
    expect(await app.repo.git("status", "--porcelain")).toBe(` M ${pbxprojPath}`);
    const other = await app.ios("bump", "--component", "docs", "--json");
    expect([other.code, codes(other)]).toEqual([2, ["app_missing"]]);
  });

  test("takes numbers up to 2^53 − 1", async () => {
    const app = await openApp(yard());
    expect((await app.ios("bump", "--build", "202611270105")).code).toBe(0);
    expect(await app.lines()).toEqual(six(202611270105));
    expect((await app.repo.run("check")).code).toBe(0);
    expect((await app.ios("bump", "--build", "9007199254740993")).code).toBe(2);
  });
});
