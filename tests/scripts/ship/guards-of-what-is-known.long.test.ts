import { expect, test } from "vitest";
import { codes, useShipyard } from "../../support/shipyard.ts";
import { until } from "../../support/until.ts";
import { refusedShip } from "./refused-ship.ts";

const yard = useShipyard();

test("promise 34: notes that went out with the last ship are not told again; where notes are strict, they refuse", async () => {
  const repo = await yard().open({ files: { "notes/next-ship.md": "Charts are faster.\n" } });
  await yard().adopt(repo);
  expect((await yard().run(repo, "ship", "dashboard")).stderr).not.toContain("notes_repeated");
  const again = await yard().run(repo, "ship", "docs");
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain("notes_repeated");
  const said = await until("both are in the chat", async () => {
    const texts = (await yard().chat()).join("\n");
    return texts.includes("docs") && texts;
  });
  expect(said.split("Charts are faster.")).toHaveLength(2);

  const version = JSON.parse(await repo.read("version.json"));
  version.ship.notes = { chat: "notes/next-ship.md", store: "notes/next-ship-tf.md", strict: true };
  await repo.commit("strict", { "version.json": `${JSON.stringify(version, null, 2)}\n` });
  await repo.git("push", "--quiet");
  const refused = await yard().run(repo, "ship", "docs", "--json");
  expect({ code: refused.code, codes: codes(refused) }).toEqual({ code: 5, codes: ["notes_repeated"] });
  expect((await yard().status()).ships).toEqual([]);
  await repo.write("notes/next-ship.md", "Charts have colours.\n");
  expect((await yard().run(repo, "ship", "docs")).code).toBe(0);
});

test("a deploy to Supabase of which nobody knows the project is refused before anything is written", async () => {
  const repo = await yard().open({
    edit: ({ ship, components: { docs } }) => {
      if (docs) docs.deploy = { type: "supabase", migrations: true, functions: [] };
      delete Object(ship.environment).project_ref;
    },
  });
  await yard().adopt(repo);
  expect(await refusedShip(yard(), repo, "docs")).toEqual({ code: 5, codes: ["supabase_project_missing"] });
  expect(codes(await yard().run(repo, "ship", "docs", "--dry-run", "--json"))).toEqual([
    "supabase_project_missing",
  ]);
});

test("a shallow clone is refused", async () => {
  const repo = await yard().open();
  await repo.commit("one more");
  await repo.git("push", "--quiet");
  await repo.git("clone", "--quiet", "--depth=1", `file://${repo.remote}`, `${repo.root}/../shallow`);
  const outcome = await yard().start(repo, `${repo.root}/../shallow`, ["ship", "dashboard", "--json"]).ended;
  expect([outcome.code, ...codes(outcome)]).toEqual([5, "clone_shallow"]);
});

test("a bump of another component that is not committed is refused", async () => {
  const repo = await yard().open();
  expect((await yard().run(repo, "bump", "status")).code).toBe(0);
  const { code, codes: found } = await refusedShip(yard(), repo, "dashboard");
  expect([code, ...found.sort()]).toEqual([5, "build_of_another", "change_outside"]);
});

test("without a credential, or without Postgres, nothing is written (4 and 1)", async () => {
  const repo = await yard().open();
  const missing = await repo.run("ship", "dashboard", "--json");
  expect([missing.code, ...codes(missing)]).toEqual([4, "credential_missing"]);
  yard().tap.before = () => Promise.resolve("lose");
  const unreachable = await yard().run(repo, "ship", "dashboard", "--json");
  expect([unreachable.code, ...codes(unreachable)]).toEqual([1, "control_plane_unreachable"]);
  expect(await repo.git("status", "--porcelain")).toBe("");
});
