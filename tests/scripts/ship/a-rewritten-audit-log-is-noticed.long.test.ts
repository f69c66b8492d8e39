import { expect, test } from "vitest";
import { useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

test("a clone that has shipped sees that the log was rewritten since, and says so until somebody looked", async () => {
  const repo = await yard().open({ components: ["docs", "status"] });
  await yard().adopt(repo);
  await repo.write("web/docs/a.md", "a");
  const first = await yard().run(repo, "ship", "docs");
  expect([first.code, first.stderr.includes("audit_rewritten")]).toEqual([0, false]);
  await repo.write("web/docs/a.md", "b");
  const second = await yard().run(repo, "ship", "docs");
  expect([second.code, second.stderr.includes("audit_rewritten")]).toEqual([0, false]);
  expect((await yard().run(repo, "audit", "--remote")).code).toBe(0);

  // the owner cuts the log and writes it anew: what is there verifies by itself
  await yard().sql`alter table ship.audit_log disable trigger user`;
  await yard().sql`truncate ship.audit_log`;
  await yard().sql`alter table ship.audit_log enable trigger user`;
  await yard()
    .sql`insert into ship_private.audit_inbox (actor, action, subject, detail) values ('x', 'y', 'z', '{}')`;
  expect(await yard().sql`select from ship.verify_audit()`).toHaveLength(0);

  const audit = await yard().run(repo, "audit", "--remote", "--json");
  expect(audit.code).toBe(7);
  expect(JSON.parse(audit.stdout).findings).toMatchObject([{ code: "audit_rewritten" }]);
  for (const text of ["c", "d"]) {
    await repo.write("web/docs/a.md", text);
    const later = await yard().run(repo, "ship", "docs");
    expect([later.code, later.stderr.includes("audit_rewritten")]).toEqual([0, true]);
  }
});
