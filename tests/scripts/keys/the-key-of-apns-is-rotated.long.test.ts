import { exportJWK, exportPKCS8, generateKeyPair } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Apns, startApns } from "../../../scripts/stack/apns/apns.ts";
import { openKeyYard } from "../../support/key-yard.ts";
import { codes, events, useShipyardOfItsOwn } from "../../support/shipyard.ts";

const yard = useShipyardOfItsOwn();
let apns: Apns;
let ours: string;
let foreign: string;
beforeAll(async () => {
  const pair = await generateKeyPair("ES256", { extractable: true });
  const other = await generateKeyPair("ES256", { extractable: true });
  [ours, foreign] = await Promise.all([exportPKCS8(pair.privateKey), exportPKCS8(other.privateKey)]);
  apns = await startApns({
    keyId: "NEWKEY1234",
    teamId: "TEAM123456",
    publicKey: await exportJWK(pair.publicKey),
  });
});
afterAll(() => apns?.stop());

test(
  "promise 176: Apple takes the old key of APNs and the new one until the old one is revoked, and one of another team is refused before it is used",
  { timeout: 300_000 },
  async () => {
    const at = await openKeyYard(yard(), {
      push: { kind: "apns", team_id: "TEAM123456", key_id: "OLDKEY1234", component: "ios" },
    });
    Object.assign(at.env, { APNS_PRODUCTION_URL: apns.productionUrl, APNS_CA_CERT: apns.caCert });
    const rotate = (...args: string[]) => at.run("rotate", "push", "--json", ...args);
    for (
      const [name, text] of Object.entries({ NEWKEY1234: ours, FOREIGN123: foreign, NOTAKEY123: "hello" })
    ) {
      await at.repo.write(`.git/AuthKey_${name}.p8`, text);
    }
    await at.repo.write(".git/key.p8", ours);

    expect(events(await rotate())[0]).toMatchObject({ waiting: { waits: "generate" } });
    const withFile = (name: string) => rotate("--resume", "--key-file", `.git/${name}`);
    expect(codes(await withFile("AuthKey_ABCDEFGHIJ.p8"))).toEqual(["key_file_missing"]);
    expect(codes(await withFile("key.p8"))).toEqual(["key_file_name"]);
    expect(codes(await withFile("AuthKey_NOTAKEY123.p8"))).toEqual(["apns_key_invalid"]);
    const refused = await withFile("AuthKey_FOREIGN123.p8");
    expect([refused.code, ...codes(refused)]).toEqual([5, "apns_key_foreign"]);
    expect(at.api.secretValues.size).toBe(0);

    const begun = await withFile("AuthKey_NEWKEY1234.p8");
    expect([begun.code, ...codes(begun)], "nobody knows yet who uses the old one").toEqual([
      5,
      "key_watch_too_short",
    ]);
    expect(at.api.secretValues.get("APNS_KEY_ID")).toBe("NEWKEY1234");
    expect(at.api.secretValues.get("APNS_AUTH_KEY_P8")?.replaceAll("\\n", "\n").trim()).toBe(ours.trim());
    expect(begun.stdout + begun.stderr).not.toContain(ours.split("\n")[1]);

    await at.age("26 hours");
    await yard().sql`
      insert into ship_private.apns_provider_tokens (key_id, team_id, token, issued_at)
      values ('OLDKEY1234', 'TEAM123456', 'a.b.c', now() - interval '30 minutes')`;
    expect(codes(await rotate("--resume")), "a function still signs with it").toEqual(["key_in_use"]);
    await yard().sql`update ship_private.apns_provider_tokens set issued_at = issued_at - interval '2 days'`;
    expect(events(await rotate("--resume"))[0]).toMatchObject({ waiting: { waits: "remove" } });
    const done = await rotate("--confirm");
    expect(events(done)[0], done.stderr).toMatchObject({ rotation: { outcome: "done" } });
    const steps = await yard().sql`select step from ship.key_rotation_steps where how = 'skipped'`;
    expect(steps.map(({ step }) => step).sort()).toEqual(["raise-minimum", "ship", "update-client"]);
  },
);
