import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { expect, test } from "vitest";
import { type Monorepo, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();
const answerSchema = z.object({
  ok: z.boolean(),
  findings: z.array(z.object({ code: z.string(), message: z.string(), hint: z.string() })),
  notices: z.array(z.string()),
  audit: z.object({
    head: z.string(),
    proven: z.object({ seq: z.number(), sha: z.string().optional() }).nullable(),
    missing: z.array(z.object({ seq: z.number(), sha: z.string().optional() })),
  }),
});

/** Ships docs once for each text. */
async function ship(repo: Monorepo, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await repo.write("web/docs/a.md", text);
    const outcome = await yard().run(repo, "ship", "docs");
    expect(outcome.code, outcome.stderr).toBe(0);
  }
}

/** Two ships of docs, with a log of their own. */
async function open(): Promise<Monorepo> {
  await yard().sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`truncate ship.audit_log`;
  });
  const repo = await yard().open({ components: ["docs", "status"] });
  await yard().adopt(repo);
  await ship(repo, "a", "b");
  return repo;
}

async function audit(repo: Monorepo) {
  const { code, stdout, stderr } = await yard().run(repo, "audit", "--remote", "--json");
  expect(stderr).toBe("");
  return { code, text: stdout, ...answerSchema.parse(JSON.parse(stdout)) };
}

/** As a clone that has never shipped. */
function forget(repo: Monorepo): Promise<void> {
  return rm(join(repo.root, ".git/slipway/audit-heads.json"));
}

/** The owner writes the log anew from an entry on; what is there then verifies by itself. */
async function rewrite(from: number): Promise<void> {
  await yard().sql.begin(async (sql) => {
    // functions may still be writing
    await sql`select pg_advisory_xact_lock(7547, 2)`;
    await sql`set local session_replication_role = replica`;
    await sql`delete from ship.audit_log where seq >= ${from}`;
    await sql`set local session_replication_role = origin`;
    await sql`insert into ship_private.audit_inbox (actor, action, subject) select 'x', 'y', 'z' from generate_series(1, 99)`;
  });
  expect(await yard().sql`select from ship.verify_audit()`).toHaveLength(0);
}

test("what this clone and the commits have seen is there: it says up to which entry, and who vouches", async () => {
  const repo = await open();
  const kept = await audit(repo);
  expect([kept.code, kept.ok, kept.audit.proven?.sha]).toEqual([0, true, undefined]);
  await forget(repo);
  const { code, ok, notices, audit: { proven, missing, head } } = await audit(repo);
  expect({ code, ok, missing }).toEqual({ code: 0, ok: true, missing: [] });
  expect(proven?.sha).toBe(await repo.git("rev-parse", "HEAD"));
  expect(proven?.seq).toBeLessThan(Number(head.split(":")[0]));
  expect(notices.join()).toContain(await repo.git("rev-parse", "--short=12", "HEAD^"));
});

test("a log that was rewritten is a finding in every clone of the repository, with what still stands", async () => {
  const repo = await open();
  const { audit: { proven: before } } = await audit(repo);
  await forget(repo);
  const { audit: { proven } } = await audit(repo);
  await rewrite(proven?.seq ?? 0);
  const clone = await repo.clone();
  const found = await yard().run(clone, "audit", "--remote", "--json");
  const { findings, audit: verdict } = answerSchema.parse(JSON.parse(found.stdout));
  expect([found.code, findings.map(({ code }) => code)]).toEqual([7, ["audit_rewritten"]]);
  expect(verdict.missing).toMatchObject([{ seq: proven?.seq, sha: await repo.git("rev-parse", "HEAD") }]);
  expect(verdict.proven?.sha).toBe(await repo.git("rev-parse", "HEAD^"));
  expect(before?.seq).toBeGreaterThan(proven?.seq ?? 0);
});

test("an entry that was edited is a finding, and only what comes before it is proven", async () => {
  const repo = await open();
  const seq = (await audit(repo)).audit.proven?.seq ?? 0;
  await yard().sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update ship.audit_log set actor = 'nobody' where seq = ${seq}`;
  });
  const { code, findings, audit: { proven, missing } } = await audit(repo);
  expect([code, findings[0]?.message.includes(`entry ${seq}`), missing]).toEqual([7, true, []]);
  expect(proven?.seq).toBeLessThan(seq);
});

test("what strangers write there is named by its commit only, and neither followed nor shown", async () => {
  const repo = await open();
  const evil = [
    "1:zz \x1b]0;evil\x07",
    "restart",
    `1:${"0".repeat(64)}`,
    "$(touch evil)",
    `restart evil1234`,
  ];
  for (const value of evil) {
    await repo.git("commit", "--quiet", "--allow-empty", "-m", `x\n\nSlipway-Audit: ${value}`);
  }
  await repo.git(
    "commit",
    "--quiet",
    "--allow-empty",
    "-m",
    `x\n\nSlipway-Audit: 1:${"0".repeat(64)} deadbeef`,
  );
  await repo.git("commit", "--quiet", "--allow-empty", "-m", "x\n\nSlipway-Audit: restart deadbeef");
  await forget(repo);
  const { code, text, notices, audit: { proven, missing } } = await audit(repo);
  expect({ code, missing }).toEqual({ code: 0, missing: [] });
  expect(proven).not.toBeNull();
  expect(text).not.toMatch(/evil|zz|touch|deadbeef/);
  expect(notices.join()).toContain(await repo.git("rev-parse", "--short=12", "HEAD~2"));
  expect(notices.join()).toContain("2 heads of other projects");
});

test("after a restore a commit says that the log begins anew, as the finding tells to: older commits are not asked, which is said", async () => {
  const repo = await open();
  await rewrite(1);
  const [finding] = (await audit(repo)).findings;
  const [, restart = ""] = /"(Slipway-Audit: restart [0-9a-f]{8})"/.exec(finding?.hint ?? "") ?? [];
  expect(finding?.hint).toContain("audit-heads.json");
  await forget(repo);
  await repo.git("commit", "--quiet", "--allow-empty", "-m", "anew", "-m", restart);
  const sha = await repo.git("rev-parse", "--short=12", "HEAD");
  const anew = await audit(repo);
  expect([anew.code, anew.audit.proven, anew.notices.join().includes(sha)]).toEqual([0, null, true]);
  await ship(repo, "c");
  const { code, audit: { proven } } = await audit(repo);
  expect([code, proven !== null]).toEqual([0, true]);
});
