import { expect, test } from "vitest";
import { openKeyYard } from "../../support/key-yard.ts";
import { codes, useShipyardOfItsOwn } from "../../support/shipyard.ts";

const yard = useShipyardOfItsOwn();
const old = "old-key-of-the-partner-0123456789abcdef0123";

test(
  "killed after a secret was set, a rotation in another clone says how it goes on",
  { timeout: 200_000 },
  async () => {
    const at = await openKeyYard(yard(), { ingest: { kind: "secret-list", secret: "INGEST_KEYS" } });
    const env = { ...at.env, INGEST_KEYS: old };
    at.api.secretNames.add("INGEST_KEYS");
    at.api.secretValues.set("INGEST_KEYS", old);
    const running = yard().start(at.repo, at.repo.root, ["keys", "rotate", "ingest", "--json"], env);
    yard().tap.before = (call) => {
      if (call.name !== "record_key_step" || call.args.step !== "add") return Promise.resolve("pass");
      running.kill("SIGKILL");
      return Promise.resolve("lose");
    };
    expect((await running.ended).code).not.toBe(0);
    yard().tap.before = () => Promise.resolve("pass");
    expect(at.api.secretValues.get("INGEST_KEYS")).toMatch(`${old},`);

    const clone = await at.repo.clone();
    const resume = () =>
      clone.run("keys", "rotate", "ingest", "--json", "--resume", "--to-step", "add", { env });
    const stuck = await resume();
    expect(codes(stuck), stuck.stderr).toEqual(["secret_list_stale"]);
    expect(stuck.stdout).toContain("set INGEST_KEYS to it by hand");
    at.api.secretValues.set("INGEST_KEYS", old);
    expect((await resume()).code).toBe(0);
    expect(at.api.secretValues.get("INGEST_KEYS")?.split(",")).toHaveLength(2);
  },
);
