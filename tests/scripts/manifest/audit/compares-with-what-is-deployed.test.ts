import { expect, test } from "vitest";
import { audit, type Deployed } from "../../../../scripts/manifest/audit.ts";
import { memoryMonorepo } from "../../../support/monorepo/in-memory.ts";

/** What is found when `docs` (41) is deployed so and the others are as committed. */
async function found(docs: Deployed | undefined) {
  const nine = await memoryMonorepo({ components: ["docs", "status"] });
  const deployed = new Map<string, Deployed>([["status", { build: 9, rolledBackFrom: null, rolling: null }]]);
  if (docs !== undefined) deployed.set("docs", docs);
  const { findings, notices } = await audit(nine, deployed);
  return [findings.map(({ code, component }) => `${component} ${code}`), notices];
}

test("promise 19: behind and ahead are found, each with its component", async () => {
  expect(await found({ build: 40, rolledBackFrom: null, rolling: null })).toEqual([
    ["docs deployed_behind"],
    [],
  ]);
  expect(await found({ build: 42, rolledBackFrom: null, rolling: null })).toEqual([
    ["docs deployed_ahead"],
    [],
  ]);
  expect(await found({ build: 41, rolledBackFrom: null, rolling: null })).toEqual([[], []]);
});

test("a build that was rolled back is no drift; one that was bumped since is behind", async () => {
  expect(await found({ build: 39, rolledBackFrom: 41, rolling: null })).toEqual([[], [
    "docs: rolled back 41 → 39",
  ]]);
  expect(await found({ build: 39, rolledBackFrom: 40, rolling: null })).toEqual([
    ["docs deployed_behind"],
    [],
  ]);
});

test("what was never deployed, and what is deployed without being in version.json, are notices", async () => {
  expect(await found(undefined)).toEqual([[], ["docs: never deployed"]]);
  const nine = await memoryMonorepo({ components: ["status"] });
  const deployed = new Map([["status", { build: 9, rolledBackFrom: null, rolling: null }], ["old", {
    build: 1,
    rolledBackFrom: null,
    rolling: null,
  }]]);
  expect(await audit(nine, deployed)).toEqual({
    findings: [],
    notices: ["old: deployed, but not in version.json"],
  });
});

test("a build that a share of the devices may have is no drift", async () => {
  const rolling = { build: 41, share: "5%" };
  expect(await found({ build: 40, rolledBackFrom: null, rolling })).toEqual([[], [
    "docs: 41 is at 5%, everybody else has 40",
  ]]);
  expect(await found({ build: 39, rolledBackFrom: null, rolling: { build: 40, share: "5%" } })).toEqual([
    ["docs deployed_behind"],
    [],
  ]);
});
