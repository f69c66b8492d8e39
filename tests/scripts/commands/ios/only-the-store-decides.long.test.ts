import { expect, test } from "vitest";
import { events, useShipyard } from "../../../support/shipyard.ts";
import { until } from "../../../support/until.ts";
import { openApp } from "./app.ts";

const yard = useShipyard();

test("nothing but the store's word moves the build: a number that the store does not have is not confirmed", async () => {
  const app = await openApp(yard());
  const before = await app.repo.git("rev-parse", "origin/main");
  const outcome = await app.ios("confirm", "--build", "120", "--timeout", "0.002", "--json");
  expect(outcome.code).toBe(9);
  expect(events(outcome).at(-1)).toMatchObject({ error: { code: "store_build_not_installable" } });
  expect(await yard().deployed("ios")).toBe(113);
  expect(await app.repo.git("rev-parse", "origin/main")).toBe(before);
  expect(await app.repo.git("status", "--porcelain")).toBe("");
});

test("the version that people see is the store's, too", async () => {
  const app = await openApp(yard());
  await app.on.set({ stages: ["IN_BETA_TESTING"] });
  await app.on.upload(114, { version: "1.1" });
  const outcome = await app.ios("confirm");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect((await app.manifest()).components.ios).toMatchObject({ build: 114, version: "1.1" });
  expect((await yard().status()).components.find(({ key }) => key === "ios")).toMatchObject({
    version: "1.1",
  });
});

test("an app that the control plane has never heard of is confirmed like any other, and announced once", async () => {
  const app = await openApp(yard());
  await yard().reset();
  const outcome = await app.ios("ship");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await yard().deployed("ios")).toBe(114);
  const [told] = await until(
    "the chat has it",
    async () => (await yard().chat()).length > 0 && yard().chat(),
  );
  expect(told).toContain("(113 → 114)");
});
