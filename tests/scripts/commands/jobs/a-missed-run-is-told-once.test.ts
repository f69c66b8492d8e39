import { expect, test } from "vitest";
import { httpFetch } from "../../../../scripts/runtime.ts";
import { events, useShipyard } from "../../../support/shipyard.ts";
import { until } from "../../../support/until.ts";

const yard = useShipyard();

const chats = (what: string, count: number) =>
  until(
    `the chat heard ${what}`,
    async () => (await yard().chat()).length === count && await yard().chat(),
    60_000,
  );

async function open() {
  const repo = await yard().open({
    edit(draft) {
      draft.ship.jobs = {
        retention: { cron: "0 3 * * *", grace: "1h" },
        backup: { cron: "*/15 * * * *", tz: "Europe/Oslo" },
      };
    },
  });
  await yard().adopt(repo);
  return repo;
}

test("promise 135: a nightly job that did not run is in the chat and in the status once, and so is its recovery", async () => {
  const repo = await open();
  const jobs = (...args: string[]) => yard().run(repo, "jobs", ...args);
  expect((await jobs()).stderr).toContain("slipway jobs declare");
  const declared = await jobs("declare");
  expect(declared.code, declared.stderr).toBe(0);
  expect((await jobs("declare")).stdout).toContain("Nothing to do");

  const beat = await jobs("beat", "retention", "--ms", "4200", "--note", "12 rows gone");
  expect(beat.code, beat.stderr).toBe(0);
  expect(beat.stdout).toMatch(
    /^retention \(0 3 \* \* \*\): ran .* UTC in 4200 ms \(12 rows gone\); due .* 03:00 UTC/,
  );
  expect(events(await jobs("--json"))[0]).toMatchObject({
    jobs: [
      { job: "retention", state: "ok", grace_s: 3600, tz: "UTC", missed_since: null },
      { job: "backup", state: "waiting", grace_s: 900, tz: "Europe/Oslo", last: null },
    ],
  });

  await yard().sql`update ship.jobs set next_due_at = now() - interval '2 hours' where key = 'retention'`;
  await yard().sql`select ship.sweep()`;
  const [missed = ""] = await chats("that it was missed", 1);
  expect(missed).toContain("retention has not run");
  expect((await jobs()).stdout).toContain("retention (0 3 * * *): missed since");
  const status = await yard().run(repo, "status");
  expect(status.stdout).toContain("Jobs:\n  retention (0 3 * * *): missed since");
  await yard().sql`select ship.sweep()`;

  const { api_url: url, notify_secret: secret } = yard().stack.info;
  const answer = await httpFetch(`${url}/functions/v1/heartbeat`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({ job: "retention", ok: true }),
  });
  expect([answer.status, await answer.json()]).toMatchObject([200, { job: "retention", state: "ok" }]);
  const [, whole = ""] = await chats("that it runs again", 2);
  expect(whole).toContain("whole again");
  expect((await yard().run(repo, "status")).stdout).not.toContain("Jobs:");
  const told = await yard().sql`select action from ship.audit_log where action like 'finding.%' order by seq`;
  expect(told.map(({ action }) => action)).toEqual(["finding.opened", "finding.healed"]);
});

test("a job that nobody declared, and a line with seconds, are refused", async () => {
  const repo = await open();
  const unknown = await yard().run(repo, "jobs", "beat", "nightly");
  expect([unknown.code, unknown.stderr.includes("job_unknown")]).toEqual([5, true]);
  await repo.write("version.json", (await repo.read("version.json")).replace("0 3 * * *", "0 0 3 * * *"));
  const wrong = await yard().run(repo, "jobs", "declare");
  expect(wrong.code).not.toBe(0);
  expect(wrong.stderr).toMatch(/\/ship\/jobs\/retention\/cron.*cron_invalid.*seconds are not meant/);
});
