import { expect, test } from "vitest";
import { codes, events, type Outcome, useShipyard } from "../../../support/shipyard.ts";
import { openApp, six } from "./app.ts";

const yard = useShipyard();

test("a remote that moves meanwhile is put below; the number stays the store's", async () => {
  const app = await openApp(yard());
  await app.on.upload(115, { stages: ["IN_BETA_TESTING"] });
  const other = await app.repo.clone();
  let isDone = false;
  yard().tap.before = async ({ name, args }) => {
    if (!isDone && name === "record_step" && args.step === "push" && args.state === "started") {
      isDone = true;
      await other.run("bump", "docs");
      await other.commit("docs: build 42");
      await other.git("push", "--quiet");
    }
    return "pass";
  };
  const outcome = await app.ios("confirm");
  expect(outcome.code, outcome.stderr).toBe(0);
  const manifest = await app.manifest();
  expect([manifest.components.ios?.build, manifest.components.docs?.build]).toEqual([115, 42]);
  expect(await app.repo.git("rev-parse", "HEAD")).toBe(await app.repo.git("rev-parse", "origin/main"));
  expect((await app.repo.run("check")).code).toBe(0);
});

test("another machine can confirm what this one archived", async () => {
  const app = await openApp(yard());
  app.env.FASTLANE_TRANSCRIPT = "skips-waiting";
  expect((await app.ios("ship")).code).toBe(9);
  const other = await app.repo.clone();
  const outcome = await app.iosIn(other, "confirm");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await app.lines(other)).toEqual(six(114));
  expect(await yard().deployed("ios")).toBe(114);
  // here the same lines wait uncommitted
  await app.repo.git("checkout", "--quiet", "--", "ios");
  await app.repo.git("pull", "--quiet");
  expect(await app.lines()).toEqual(six(114));
});

test("two at once: one archives, the other is told who holds the app", async () => {
  const app = await openApp(yard());
  const other = await app.repo.clone();
  let second: Outcome | undefined;
  const first = await app.shipDuring(async () => {
    second = await app.iosIn(other, "ship", "--no-wait", "--json");
  });
  expect(first.code, first.stderr).toBe(0);
  expect([second?.code, second && codes(second)]).toEqual([6, ["lease_held"]]);
  expect(await app.archives()).toHaveLength(1);
});

test("nothing to confirm is refused, a lower build as well; a confirmed one is no news", async () => {
  const app = await openApp(yard());
  await app.on.upload(113, { stages: ["IN_BETA_TESTING"] });
  const nothing = await app.ios("confirm", "--json");
  expect([nothing.code, codes(nothing)]).toEqual([5, ["nothing_in_flight"]]);
  const lower = await app.ios("confirm", "--build", "112", "--json");
  expect([lower.code, codes(lower)]).toEqual([5, ["build_not_higher"]]);
  const same = await app.ios("confirm", "--build", "113", "--json");
  expect(same.code).toBe(0);
  expect(events(same)).toMatchObject([{ event: "result", build: 113, outcome: "nothing_to_do" }]);
});

test("ios status shows every place at once, reads only, and knows what to type next", async () => {
  const app = await openApp(yard());
  const status = async () => events(await app.ios("status", "--json"))[0];
  expect((await yard().run(app.repo, "ship", "dashboard")).code).toBe(0);
  expect(await status()).toMatchObject({
    component: "ios",
    committed: 113,
    project: 113,
    deployed: 113,
    served: [{ saw: "served 113", agrees: true }],
    store: [],
    next: "slipway ios ship",
  });
  await app.ios("bump");
  await app.on.upload(114, { stages: ["PROCESSING"] });
  expect(await status()).toMatchObject({
    project: 114,
    store: [{ build: 114, version: "1.0", state: "PROCESSING" }],
    next: "slipway ios confirm",
  });
  app.env.ASC_KEY_ID = "";
  app.env.SLIPWAY_SECRET_KEY = "";
  app.env.SLIPWAY_PUBLISHABLE_KEY = yard().stack.info.publishable_key;
  const outcome = await app.ios("status");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(outcome.stdout).toMatch(/in flight 113 → 114[^]*store_credential_missing/);
});

test("what stops a confirm says how a confirm goes on, not a ship", async () => {
  const app = await openApp(yard());
  await app.on.upload(115, { stages: ["IN_BETA_TESTING"] });
  await app.repo.write(".git/hooks/pre-push", "#!/bin/sh\nexit 1\n", 0o755);
  const outcome = await app.ios("confirm");
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain("push_refused");
  expect(outcome.stderr).toContain("slipway ios confirm");
  expect(outcome.stderr).not.toContain("slipway ship --resume");
});
