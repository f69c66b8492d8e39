import { copyFile, readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { oldEntry, openListYard } from "../../support/list-yard.ts";
import { codes, events, useShipyardOfItsOwn } from "../../support/shipyard.ts";

const yard = useShipyardOfItsOwn();

test(
  "a new key that somebody took out of the list is put back before the old one goes",
  { timeout: 200_000 },
  async () => {
    const at = await openListYard(yard());
    expect((await at.rotate(at.repo, "--to-step", "raise-minimum")).code).toBe(0);
    const [, added] = await at.accepted();
    await at.age("26 hours");
    await writeFile(at.env.STORE ?? "", oldEntry);
    const ended = await at.rotate(at.repo, "--resume");
    expect(events(ended)[0], ended.stderr).toMatchObject({ rotation: { outcome: "done" } });
    expect(await at.accepted()).toEqual([added]);
  },
);

test(
  "a command of the step that makes a key finds the key",
  { timeout: 200_000 },
  async () => {
    const at = await openListYard(yard());
    const added = await at.rotate(at.repo, "--to-step", "add");
    expect(added.code, added.stderr).toBe(0);
    expect(await at.accepted()).toEqual([oldEntry, await readFile(`${at.env.STORE}.made`, "utf8")]);
  },
);

test(
  "a store that is read as empty is not written over with the new key alone",
  { timeout: 200_000 },
  async () => {
    const at = await openListYard(yard());
    expect((await at.rotate(at.repo, "--to-step", "generate")).code).toBe(0);
    await writeFile(at.env.STORE ?? "", "");
    const refused = await at.rotate(at.repo, "--resume", "--to-step", "add");
    expect([refused.code, ...codes(refused)], refused.stderr).toEqual([5, "secret_list_stale"]);
    expect(await at.accepted()).toEqual([""]);
  },
);

test(
  "a key that is left over of an earlier rotation is not taken for the new one",
  { timeout: 200_000 },
  async () => {
    const at = await openListYard(yard());
    const file = `${at.repo.root}/.git/slipway/keys/ingest.new`;
    expect((await at.rotate(at.repo, "--to-step", "raise-minimum")).code).toBe(0);
    await at.age("26 hours");
    await copyFile(file, `${file}.kept`);
    expect((await at.rotate(at.repo, "--resume")).code).toBe(0);
    // as after a kill between the last row and the removal of the file, or in a clone that it was copied to
    await copyFile(`${file}.kept`, file);
    const next = await at.rotate(at.repo, "--to-step", "add");
    expect(next.code, next.stderr).toBe(0);
    expect(await at.accepted()).toHaveLength(2);
  },
);

test(
  "keys of a list that begin alike are told apart by their digests",
  { timeout: 200_000 },
  async () => {
    const at = await openListYard(yard());
    const [one, two] = ["1", "2"].map((last) => `live_partner_key_${last.repeat(32)}`);
    await writeFile(at.env.STORE ?? "", `${one},${two}`);
    const begun = await at.rotate(at.repo, "--to-step", "add");
    expect(begun.code, begun.stderr).toBe(0);
    const rows = await yard()
      .sql`select prefix, left(digest, 8) as digest from ship.keys where prefix like 'key:%'`;
    expect(rows).toHaveLength(2);
    for (const { prefix, digest } of rows) expect(prefix).toBe(`key:${digest}`);
  },
);

test(
  "what is typed after a forced removal was agreed to still forces it",
  { timeout: 200_000 },
  async () => {
    const at = await openListYard(yard());
    expect((await at.rotate(at.repo, "--to-step", "raise-minimum")).code).toBe(0);
    const waits = await at.repo.run(
      "keys",
      "rotate",
      "ingest",
      "--json",
      "--force",
      "--reason",
      "it leaked",
      {
        env: at.env,
      },
    );
    expect(events(waits).at(-1), waits.stderr).toMatchObject({
      waiting: { waits: "remove", then: 'slipway keys rotate ingest --force --reason "…" --yes' },
    });
  },
);
