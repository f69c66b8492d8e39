import { expect, test } from "vitest";
import { events, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();
const components = [
  "marketing",
  "supabase",
  "cdp-connector",
  "busybro",
  "dashboard",
  "docs",
  "proxy-server",
  "status",
];

test("promise 25: eight ships of eight components from eight clones all land, in a line, every bump exactly once", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const before = JSON.parse(await repo.read("version.json")).components;
  const clones = await Promise.all(components.map(() => repo.clone()));
  const outcomes = await Promise.all(components.map(async (component, index) => {
    const clone = clones[index] ?? repo;
    await clone.write(`${before[component].paths[0]}/src/ship.ts`, `// ${component}\n`);
    return await yard().run(clone, "ship", component, "--wait", "--json");
  }));

  expect(outcomes.map(({ code, stderr }) => code === 0 ? 0 : stderr)).toEqual(components.map(() => 0));
  await repo.git("pull", "--quiet", "--ff-only");
  expect(await repo.git("rev-list", "--merges", "--count", "HEAD")).toBe("0");
  expect((await repo.git("log", "--format=%s", "HEAD~8..HEAD")).split("\n").sort())
    .toEqual(components.map((component) => `${component}: build ${before[component].build + 1}`).sort());
  const after = JSON.parse(await repo.read("version.json")).components;
  for (const component of components) {
    expect(after[component].build, component).toBe(before[component].build + 1);
  }
  expect((await repo.run("check")).code).toBe(0);
  const { ships, leases, components: deployed } = await yard().status();
  expect([ships, leases]).toEqual([[], []]);
  for (const component of components) {
    expect(deployed.find(({ key }) => key === component)?.build, component).toBe(before[component].build + 1);
  }
  const seqs = outcomes.map((outcome) => events(outcome).at(-1)?.build);
  expect(seqs).toEqual(components.map((component) => before[component].build + 1));
});
