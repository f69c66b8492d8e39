import { expect, test } from "vitest";
import { events, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

/** A clone that has shipped once, and a remote whose deploy command somebody has changed since. */
async function shippedOnce() {
  const repo = await yard().open({ components: ["docs", "status"] });
  await yard().adopt(repo);
  await repo.write("web/docs/a.md", "a");
  expect((await yard().run(repo, "ship", "docs")).code).toBe(0);
  const other = await repo.clone();
  const manifest = JSON.parse(await other.read("version.json"));
  manifest.components.docs.deploy.run = "echo ran > ../ran";
  await other.commit("another command", { "version.json": `${JSON.stringify(manifest, null, 2)}\n` });
  await other.git("push", "--quiet", "--no-verify", "origin", "main");
  await repo.write("web/docs/a.md", "b");
  return repo;
}

const code = (outcome: Parameters<typeof events>[0]) => {
  const last = events(outcome).at(-1);
  return last?.error;
};

test("a command that came with the fetch does not run unseen; it is shown, and --yes agrees to it", async () => {
  const repo = await shippedOnce();
  const refused = await yard().run(repo, "ship", "docs", "--json");
  expect({ code: refused.code, error: code(refused) }).toMatchObject({
    code: 5,
    error: { code: "commands_changed" },
  });
  expect(refused.stderr).toContain("/components/docs/deploy/run");
  expect(refused.stderr).toContain("echo ran > ../ran");
  await expect(repo.read("../ran")).rejects.toThrow();
  await yard().run(repo, "ship", "--abandon", "--yes");

  expect((await yard().run(repo, "ship", "docs", "--yes")).code).toBe(0);
  expect(await repo.read("../ran")).toBe("ran\n");
  // agreed to once
  await repo.write("web/docs/a.md", "c");
  expect((await yard().run(repo, "ship", "docs")).code).toBe(0);
});

test("one that was pulled by hand is refused before the ship begins, also for another component", async () => {
  const repo = await shippedOnce();
  await repo.git("stash", "--quiet");
  await repo.git("pull", "--quiet", "--ff-only");
  await repo.git("stash", "pop", "--quiet");
  const refused = await yard().run(repo, "ship", "docs", "--json");
  expect({ code: refused.code, error: code(refused) }).toMatchObject({
    code: 5,
    error: { code: "commands_changed" },
  });
  expect((await yard().status()).ships).toEqual([]);
});

test("a clone that never shipped has nothing to compare with", async () => {
  const repo = await shippedOnce();
  const fresh = await repo.clone();
  await fresh.write("web/docs/z.md", "z");
  expect((await yard().run(fresh, "ship", "docs")).code).toBe(0);
});
