import { expect, test } from "vitest";
import { killAndResume, oldEntry, openListYard } from "../../support/list-yard.ts";
import { codes, events, useShipyardOfItsOwn } from "../../support/shipyard.ts";

const yard = useShipyardOfItsOwn();

test.each(
  [
    ["generate", "before", "the same clone"],
    ["add", "before", "another clone"],
    ["remove", "before", "the same clone"],
  ] as const,
)(
  "promise 175: killed at %s, %s it is written down, a rotation is resumed by %s",
  { timeout: 200_000 },
  (step, when, from) => killAndResume(yard(), { step, when }, from),
);

test(
  "promise 178: an incident waits for nobody, in the same order, a year later the chat is reminded, and the audit log has it all",
  {
    timeout: 200_000,
  },
  async () => {
    const at = await openListYard(yard());
    expect(codes(await at.rotate(at.repo, "--incident"))).toEqual(["reason_missing"]);
    const done = await at.rotate(at.repo, "--incident", "--reason", "it was in a log");
    expect(done.code, done.stderr).toBe(0);
    expect(events(done)[0]).toMatchObject({
      waiting: null,
      rotation: { outcome: "done", trigger: "incident", removal_forced_because: "it was in a log" },
    });
    expect(await at.accepted()).not.toContain(oldEntry);
    const [{ id }] = await yard().sql`select max(id) as id from ship.key_rotations`;
    const log = await yard().sql`
    select action, detail from ship.audit_log where action like 'key.%' and detail ->> 'rotation' = ${
      String(id)
    } order by seq`;
    expect(log.map(({ action }) => action)).toEqual([
      ...[
        "key.rotation_begun",
        ...Array(7).fill("key.step"),
        "key.removal_allowed",
        "key.step",
      ],
      "key.rotation_ended",
    ]);
    expect(log.find(({ detail }) => detail.step === "monitor")?.detail).toMatchObject({
      how: "skipped",
      reason: "it was in a log",
      trigger: "incident",
    });

    await at.age("367 days");
    await yard().sql`select ship.sweep()`;
    await expect.poll(() => yard().chat(), { timeout: 50_000 }).toEqual([
      expect.stringContaining("The key ingest is in use since"),
    ]);
    const due = await yard().sql`
    select from ship.audit_log where action = 'key.rotation_due' and subject = 'ingest'`;
    expect(due).toHaveLength(1);
  },
);

test(
  "promise 177: forced with a reason, a key that is in use goes",
  { timeout: 200_000 },
  async () => {
    const at = await openListYard(yard());
    expect((await at.rotate(at.repo, "--to-step", "raise-minimum")).code).toBe(0);
    const [{ prefix }] = await yard()
      .sql`select prefix from ship.keys where state = 'live' order by id limit 1`;
    await at.age("26 hours");
    await yard().sql`select ship.record_key_usage(${yard().sql.json({ [prefix]: 7 })})`;
    const refused = await at.rotate(at.repo, "--resume");
    expect([refused.code, ...codes(refused)]).toEqual([5, "key_in_use"]);
    expect(refused.stdout).toContain(prefix);
    expect(codes(await at.rotate(at.repo, "--force"))).toEqual(["reason_missing"]);
    const forced = await at.rotate(at.repo, "--force", "--reason", "the kiosk is broken anyway");
    expect(forced.code, forced.stderr).toBe(0);
    expect(await at.accepted()).not.toContain(oldEntry);
  },
);
