import { expect, test } from "vitest";
import { type Monorepo, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

async function open(): Promise<Monorepo> {
  const repo = await yard().open({ components: ["docs", "status"] });
  await yard().adopt(repo);
  return repo;
}

/** What the newest commit says of the audit log. */
async function witness(repo: Monorepo, ref = "HEAD"): Promise<string> {
  return (await repo.git("log", "-1", "--format=%(trailers:key=Slipway-Audit,valueonly)", ref)).trim();
}

test("the commit of a ship says where the audit log stood when it began, without another call", async () => {
  const repo = await open();
  await repo.write("web/docs/a.md", "a");
  const [before] = await yard().sql`select ship.audit_head() as head`;
  yard().tap.reset();
  const outcome = await yard().run(repo, "ship", "docs");
  expect(outcome.code, outcome.stderr).toBe(0);
  const said = await witness(repo, "origin/main");
  expect(said.split(" ")).toEqual([before?.head, expect.stringMatching(/^[0-9a-f]{8}$/)]);
  expect(yard().tap.calls.filter(({ name }) => name.includes("audit"))).toEqual([]);
  // as commitlint and others want it
  const message = await repo.git("log", "-1", "--format=%B");
  expect(Math.max(...message.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
});

test("a ship that is resumed says what it said, whatever was written to the log meanwhile", async () => {
  const repo = await open();
  await repo.write("web/docs/a.md", "a");
  yard().tap.before = ({ name, args }) =>
    Promise.resolve(name === "record_step" && args.step === "push" ? "lose" as const : "pass" as const);
  expect((await yard().run(repo, "ship", "docs")).code).not.toBe(0);
  yard().tap.reset();
  const [first, sha] = [await witness(repo), await repo.git("rev-parse", "HEAD")];
  expect(first).not.toBe("");

  // what is new makes it write its commit again
  await repo.write("web/docs/a.md", "b");
  await yard().run(repo, "ship", "status");
  const resumed = await yard().run(repo, "ship", "--resume", "docs");
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(await witness(repo, "origin/main")).toBe(first);
  expect(await repo.git("rev-parse", "origin/main")).not.toBe(sha);
});

test("a log that is empty, or a head that is none, stops no ship: its commit says nothing of it", async () => {
  const repo = await open();
  const { sql } = yard();
  const [{ source } = { source: "" }] =
    await sql`select pg_get_functiondef('ship_private.audit_head()'::regprocedure) as source`;
  for (const head of [null, "7:evil\nSlipway-Ship: another", "x".repeat(5000)]) {
    await sql.unsafe(
      `create or replace function ship_private.audit_head() returns text language sql stable as $f$ select ${
        head === null ? "null" : `'${head}'`
      }::text $f$`,
    );
    try {
      await repo.write("web/docs/a.md", String(head));
      const outcome = await yard().run(repo, "ship", "docs");
      expect(outcome.code, outcome.stderr).toBe(0);
      expect(await repo.git("log", "-1", "--format=%(trailers:only)")).toMatch(
        /^Slipway-Ship: [0-9a-f-]{36}\n$/,
      );
    } finally {
      await sql.unsafe(String(source));
    }
  }
});
