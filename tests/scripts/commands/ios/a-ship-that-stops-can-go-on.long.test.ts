import { expect, test } from "vitest";
import { codes, events, useShipyard } from "../../../support/shipyard.ts";
import { isRunning, pidIn, untilEnded } from "../../../support/processes.ts";
import { until } from "../../../support/until.ts";
import { openApp, six } from "./app.ts";

const yard = useShipyard();

test("promise 63: an archive without the store's word is a failed ship; the store itself can be asked later", async () => {
  const app = await openApp(yard());
  app.env.FASTLANE_TRANSCRIPT = "skips-waiting";
  const outcome = await app.ios("ship", "--json");
  expect([outcome.code, codes(outcome)]).toEqual([9, ["store_result_missing"]]);
  expect((await app.manifest()).components.ios?.build).toBe(113);
  expect(await yard().deployed("ios")).toBe(113);
  expect(await yard().chat()).toEqual([]);

  const later = await app.ios("confirm");
  expect(later.code, later.stderr).toBe(0);
  expect((await app.manifest()).components.ios?.build).toBe(114);
  expect(await yard().deployed("ios")).toBe(114);
});

test("an archive that fails says why, moves nothing, and uses its number again", async () => {
  const app = await openApp(yard());
  app.env.FASTLANE_TRANSCRIPT = "fails-to-archive";
  const outcome = await app.ios("ship");
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toMatch(
    /slipway: archive_failed[^]*No profiles for 'test.example.helper' were found[^]*\(known_xcode_profile_missing\)[^]*match appstore/,
  );
  expect((await yard().status()).ships).toEqual([]);
  expect(await yard().deployed("ios")).toBe(113);

  delete app.env.FASTLANE_TRANSCRIPT;
  expect((await app.ios("ship")).code).toBe(0);
  expect((await app.archives()).map(({ requested }) => requested)).toEqual([114, 114]);
  expect(await yard().deployed("ios")).toBe(114);
});

test("promise 65: a dashboard that was forgotten is named, nobody is told, and its deploy lets the confirmation end", async () => {
  const app = await openApp(yard(), ({ components: { ios } }) => {
    if (ios) ios.ride_along = [];
  });
  const outcome = await app.ios("ship", "--json");
  expect(outcome.code).toBe(8);
  const error: unknown = events(outcome).at(-1)?.error;
  expect(error).toMatchObject({ code: "verification_failed", findings: [{ component: "dashboard" }] });
  expect((await app.manifest()).components.ios?.build).toBe(114);
  expect(await yard().deployed("ios")).toBe(113);
  expect(await yard().chat()).toEqual([]);

  expect((await yard().run(app.repo, "ship", "dashboard")).code).toBe(0);
  const later = await app.ios("confirm");
  expect(later.code, later.stderr).toBe(0);
  expect(await yard().deployed("ios")).toBe(114);
});

test("a store that takes too long ends with 9, an app that is stuck there as well; a later confirmation goes on", async () => {
  const app = await openApp(yard());
  await app.on.set({ stages: ["PROCESSING"] });
  const slow = await app.ios("ship", "--timeout", "0.002", "--json");
  expect([slow.code, codes(slow)]).toEqual([9, ["store_build_not_installable"]]);
  await app.on.upload(115, { stages: ["MISSING_EXPORT_COMPLIANCE"] });
  const stuck = await app.ios("confirm", "--json");
  expect([stuck.code, codes(stuck)]).toEqual([9, ["export_compliance_missing"]]);
  expect(await yard().deployed("ios")).toBe(113);

  await app.on.upload(116, { stages: ["IN_BETA_TESTING"] });
  expect((await app.ios("confirm")).code).toBe(0);
  expect(await app.lines()).toEqual(six(116));
  expect(await yard().deployed("ios")).toBe(116);
});

test.each<[string, (name: string, args: Record<string, unknown>) => boolean]>([
  ["the push", (name, { step, state }) => name === "record_step" && step === "push" && state === "started"],
  ["the record", (name) => name === "sync_manifest"],
  ["the end", (name) => name === "finish_ship"],
])("kill -9 before %s: confirming again ends at the same build, told once", async (_name, isMoment) => {
  const app = await openApp(yard());
  await app.on.upload(115, { stages: ["IN_BETA_TESTING"] });
  const running = app.start("confirm");
  yard().tap.before = async ({ name, args }) => {
    if (!isMoment(name, args)) return "pass";
    running.kill("SIGKILL");
    await running.ended;
    return "lose";
  };
  expect((await running.ended).code).toBe(128);
  yard().tap.reset();

  const outcome = await app.ios("confirm");
  expect([0, 5], outcome.stderr).toContain(outcome.code);
  expect(await app.lines()).toEqual(six(115));
  expect(await yard().deployed("ios")).toBe(115);
  expect(await app.served()).toBe(115);
  expect(await app.repo.git("rev-list", "--count", "origin/main")).toBe("2");
  expect(await app.repo.git("rev-parse", "HEAD")).toBe(await app.repo.git("rev-parse", "origin/main"));
  const moves = await yard()
    .sql`select build, reason from ship.build_moves where component_key = 'ios' and reason <> 'baseline'`;
  expect(moves.map((row) => [row.build, row.reason])).toEqual([[115, "store"]]);
  await until("the chat has it", async () => (await yard().chat()).length > 0);
  expect(await yard().chat()).toHaveLength(1);
  expect((await yard().status()).ships).toEqual([]);
});

test("Ctrl-C during the archive ends it, and leaves nothing behind that stands in the way", async () => {
  const app = await openApp(yard(), ({ components: { ios } }) => {
    if (ios) {
      ios.store = {
        type: "app-store-connect",
        app_id: "1234567890",
        archive: "sh -c 'echo $$ > \"$HOME/pid\"; exec sleep 300'",
      };
    }
  });
  const running = app.start("ship");
  const pid = await pidIn(`${app.repo.home}/pid`);
  expect(await isRunning(pid)).toBe(true);
  running.kill("SIGINT");
  expect((await running.ended).code).toBe(130);
  await untilEnded([pid]);
  expect((await yard().status()).ships).toEqual([]);
});
