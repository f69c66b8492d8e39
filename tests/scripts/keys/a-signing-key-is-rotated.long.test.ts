import { expect, test } from "vitest";
import { signingKeys, signingVariables } from "../../../functions/_shared/signing/env.ts";
import { openKeyYard } from "../../support/key-yard.ts";
import { codes, events, useShipyardOfItsOwn } from "../../support/shipyard.ts";

const yard = useShipyardOfItsOwn();
const read = (value: string | undefined) =>
  signingKeys(signingVariables.SLIPWAY_SIGNING_KEYS.parse(value ?? ""));

test(
  "promise 176: the old signing key signs until the last step, and verifies what it signed afterwards",
  { timeout: 300_000 },
  async () => {
    const at = await openKeyYard(yard(), { signing: { kind: "signing" } });
    const rotate = (...args: string[]) => at.run("rotate", "signing", "--json", ...args);
    const { stack } = yard();
    expect(codes(await rotate()), "there is none to rotate").toEqual(["signing_keys_missing"]);
    expect((await at.run("rotate", "signing", "--abandon", "--reason", "no key yet")).code).toBe(0);

    const make = async (how: "new" | "rotate") => {
      const [, made] =
        /^SLIPWAY_SIGNING_KEYS='(.*)'$/m.exec((await at.run("signing", how, "--show")).stdout) ?? [];
      stack.functionsEnv.SLIPWAY_SIGNING_KEYS = made ?? "";
      await at.deploy();
      return made;
    };
    const first = await make("new");

    const begun = await rotate();
    expect(events(begun)[0], begun.stderr).toMatchObject({ waiting: { waits: "update-client" } });
    for (const step of ["ship", "raise-minimum", "monitor"]) {
      const outcome = await rotate("--confirm");
      if (step === "monitor") expect(codes(outcome)).toEqual(["key_watch_too_short"]);
      else expect(events(outcome).at(-1)).toMatchObject({ waiting: { waits: step } });
    }
    expect(at.api.secretValues.size, "the old one signs").toBe(0);
    await at.age("26 hours");
    expect(events(await rotate("--resume")).at(-1)).toMatchObject({ waiting: { waits: "remove" } });
    const meanwhile = await make("rotate");
    const done = await rotate("--resume", "--yes");
    expect(events(done)[0], done.stderr).toMatchObject({ rotation: { outcome: "done" } });
    const set = read(at.api.secretValues.get("SLIPWAY_SIGNING_KEYS"));
    expect(set.published.map(({ kid }) => kid), "apps may have pinned the one that was made meanwhile")
      .toEqual(
        [set.signing, read(first).signing, read(meanwhile).signing].map((key) => key?.kid),
      );
    expect(set.signing?.kid).not.toBe(read(meanwhile).signing?.kid);
    expect(done.stdout + begun.stdout).not.toContain(set.signing?.d);
  },
);
