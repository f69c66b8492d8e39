import { describe, expect, test } from "vitest";
import { codes, events, useShipyard } from "../../../support/shipyard.ts";
import { until } from "../../../support/until.ts";
import { openApp, six, type TestApp } from "./app.ts";

const yard = useShipyard();

async function expectUntouched(app: TestApp): Promise<void> {
  expect(await app.archives()).toEqual([]);
  expect(await app.lines()).toEqual(six(113));
  expect(await app.repo.git("status", "--porcelain")).toBe("");
  expect((await yard().status()).ships).toEqual([]);
}

describe("promise 62: the store's credential is checked before the archive", () => {
  test.each<[string, Record<string, string>, string]>([
    ["missing", { ASC_KEY_ID: "", ASC_KEY_P8: "" }, "store_credential_missing"],
    [
      "refused by the store",
      { ASC_ISSUER_ID: "00000000-0000-0000-0000-000000000000" },
      "store_credential_refused",
    ],
    ["no key at all", { ASC_KEY_P8: "AAAAAAAAAAAAAAAA" }, "store_key_invalid"],
  ])("promise 62: %s: exit 4, nothing is archived or written", async (_name, env, code) => {
    const app = await openApp(yard());
    Object.assign(app.env, env);
    const outcome = await app.ios("ship", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([4, [code]]);
    await expectUntouched(app);
  });

  test("promise 62: an app that the key does not see fails as early", async () => {
    const app = await openApp(yard(), ({ components: { ios } }) => {
      if (ios) ios.store = { type: "app-store-connect", app_id: "99999", archive: "fastlane beta" };
    });
    const outcome = await app.ios("ship", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([1, ["store_app_unknown"]]);
    await expectUntouched(app);
  });
});

test("an app without an archive command, and a component without a store, are a matter of version.json", async () => {
  const app = await openApp(yard(), ({ components: { ios } }) => {
    if (ios) ios.store = { type: "app-store-connect", app_id: "1234567890" };
  });
  const outcome = await app.ios("ship", "--json");
  expect([outcome.code, codes(outcome)]).toEqual([2, ["archive_missing"]]);
  const other = await app.ios("ship", "--component", "docs", "--json");
  expect([other.code, codes(other)]).toEqual([2, ["store_missing"]]);
  await expectUntouched(app);
});

test("what a guard refuses is refused before the archive: files of others, and a branch that does not ship", async () => {
  const app = await openApp(yard());
  await app.repo.write("web/docs/src/main.ts", "export {};\n");
  const outcome = await app.ios("ship", "--json");
  expect([outcome.code, codes(outcome)]).toEqual([5, ["change_outside"]]);
  await app.repo.git("checkout", "--quiet", "-b", "feature", "--", ".").catch(() => {});
  await app.repo.git("checkout", "--quiet", "--", ".");
  await app.repo.git("switch", "--quiet", "-c", "feature");
  const elsewhere = await app.ios("ship", "--json");
  expect([elsewhere.code, codes(elsewhere)]).toEqual([5, ["branch_wrong"]]);
  await expectUntouched(app);
});

describe("promise 45: tester notes", () => {
  test("promise 45: notes/next-ship-tf.md alone is What to Test, notes/next-ship.md alone is the chat's", async () => {
    const app = await openApp(yard());
    await app.repo.write("notes/next-ship-tf.md", "\nTry the *widget*.\nTwice.\n\n");
    await app.repo.write("notes/next-ship.md", "The widget is here.\n");
    const outcome = await app.ios("ship");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(await app.archives()).toMatchObject([{ changelog: "Try the *widget*.\nTwice." }]);
    const told = await until("the chat has it", async () => (await yard().chat()).at(-1));
    expect(told).toContain("The widget is here.");
    expect(told).not.toContain("Twice");
  });

  test("none warn, and testers are told nothing", async () => {
    const app = await openApp(yard());
    await app.repo.commit("No notes", { "notes/next-ship-tf.md": "\n" });
    await app.repo.git("push", "--quiet");
    Object.assign(app.env, { PILOT_CHANGELOG: "left over from another shell" });
    const outcome = await app.ios("ship");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(outcome.stderr).toContain("store_notes_missing");
    expect(await app.archives()).toMatchObject([{ changelog: "" }]);
  });

  test("where notes are strict, missing ones stop the ship before the archive", async () => {
    const app = await openApp(yard(), ({ ship }) => {
      ship.notes = { strict: true };
    });
    await app.repo.commit("No notes", { "notes/next-ship-tf.md": "" });
    const outcome = await app.ios("ship", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([5, ["store_notes_missing"]]);
    await expectUntouched(app);
  });
});

describe("promise 13: ios bump", () => {
  test("promise 13: edits the Xcode project and nothing else, needs no network, and is no drift", async () => {
    const app = await openApp(yard());
    for (const name of Object.keys(app.env)) if (/^(ASC|SLIPWAY)_/.test(name)) app.env[name] = "";
    const outcome = await app.ios("bump", "--json");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome)).toMatchObject([{ component: "ios", previous: 113, build: 114 }]);
    expect(await app.lines()).toEqual(six(114));
    expect(await app.repo.git("status", "--porcelain")).toBe(" M ios/Helper.xcodeproj/project.pbxproj");
    expect((await app.repo.run("check")).code).toBe(0);
    const audit = await app.repo.run("audit");
    expect(audit.stdout + audit.stderr).toContain("in flight 113 → 114");
  });

  test("the number that it wrote is the one that is archived, unless the store has it by now", async () => {
    const app = await openApp(yard());
    expect((await app.ios("bump", "--build", "120")).code).toBe(0);
    expect((await app.ios("ship")).code).toBe(0);
    expect((await app.archives()).map(({ requested }) => requested)).toEqual([120]);
    await app.on.upload(130, { stages: ["FAILED"] });
    expect((await app.ios("ship")).code).toBe(0);
    expect((await app.archives()).map(({ requested }) => requested)).toEqual([120, 131]);
  });
});
