import { expect, test } from "vitest";
import { useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

test("while the store has announced a build that version.json does not know yet, everything else ships, and status and audit name it", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await yard().sql`select ship.confirm_store_build('ios', 115, null, now(), true)`;
  expect(await yard().deployed("ios")).toBe(115);

  const shipped = await yard().run(repo, "ship", "dashboard");
  expect(shipped.code, shipped.stderr).toBe(0);
  expect(await yard().deployed("dashboard")).toBe(132);
  expect(await yard().deployed("ios")).toBe(115);

  const status = await yard().run(repo, "status");
  expect(status.stdout).toContain("115");
  const audit = await yard().run(repo, "audit", "--remote");
  expect(audit.code).not.toBe(0);
  expect(audit.stdout + audit.stderr).toMatch(/ios.*11[45].*11[45]/s);
});
