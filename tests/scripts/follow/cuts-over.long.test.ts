import { expect, test } from "vitest";
import { cutOver } from "../../../scripts/follow/cutover.ts";
import { type Following, openFollowing } from "../../support/following.ts";
import { useShipyard } from "../../support/shipyard.ts";
import { strikeDown } from "../../support/shipyard/strike.ts";

const yard = useShipyard();
const promotion = "3b241101-e2bb-4255-8caf-4136c566a962";

/** A host whose branch was reset to a history that has nothing in common with what it runs. */
async function openReset(): Promise<Following & { before: string; wanted: string }> {
  const following = await openFollowing(yard(), (draft) => {
    draft.ship.environments = { production: { branch: "production", hosts: ["web-1", "web-2"] } };
  });
  const { repo, host, follow } = following;
  await host.git("branch", "--quiet", "production", "origin/production");
  const before = String((await follow()).sha);
  await repo.git("checkout", "--quiet", "--orphan", "anew");
  const wanted = await repo.commit("another history", { "web/dashboard/src/main.ts": "// anew\n" });
  await repo.git("push", "--quiet", "--force", "origin", `${wanted}:production`);
  return { ...following, before, wanted };
}

test(
  "promise 143: fetch, checkout and reset are recorded with who and when, and only all hosts together are live",
  async () => {
    const { repo, host, open, follow, before, wanted } = await openReset();
    expect(await follow()).toMatchObject({ outcome: "rewritten" });
    const { sha, steps } = await cutOver(await open(), promotion);
    expect(sha).toBe(wanted);
    expect(steps).toMatchObject([
      { step: "fetch", is_new: true },
      { step: "checkout", is_new: true },
      { step: "reset", is_new: true },
    ]);
    for (const { actor, done_at } of steps) {
      expect(actor).toMatch(/@/);
      expect(Date.parse(done_at)).toBeGreaterThan(0);
    }
    expect(await host.git("rev-parse", "HEAD")).toBe(wanted);
    expect(await host.git("rev-parse", "production")).toBe(wanted);
    // what it ran before can still be looked at
    expect(await host.git("rev-parse", `refs/slipway/before-cutover/${promotion}`)).toBe(before);
    const status = () => yard().control.cutoverStatus(promotion, ["web-1", "web-2"]);
    expect(await status()).toMatchObject({ is_live: false });

    // the other one was cut over by hand
    const step = (...args: string[]) =>
      repo.run("hosts", "step", "production", ...args, "--promotion", promotion, { env: yard().env });
    const early = await step("web-2", "reset");
    expect([early.code, early.stderr]).toEqual([5, expect.stringContaining("cutover_step_out_of_order")]);
    for (const name of ["fetch", "checkout", "reset"]) {
      const taken = await step("web-2", name);
      expect(taken.code, taken.stderr).toBe(0);
      expect(taken.stdout).toContain(
        name === "reset" ? "production is live." : "production is not live yet.",
      );
    }
    expect(await status()).toMatchObject({ is_live: true });
    expect(await follow()).toMatchObject({
      exitCode: 0,
      outcome: "current",
      sha: wanted,
      deployed: ["dashboard"],
    });
  },
  240_000,
);

test(
  "promise 143: a cutover that was killed goes on where it ended; what was recorded stays as it was",
  async () => {
    const { repo, host, open, wanted } = await openReset();
    await strikeDown(yard(), { ...repo, ...host }, [
      ...["follow", "production", "--host", "web-1", "--cutover", "--promotion", promotion, "--json"],
    ], {
      name: "after the checkout is recorded",
      when: "after",
      call: ({ name, args }) => name === "record_cutover_step" && args.step === "checkout",
    });
    const { sha, steps } = await cutOver(await open(), promotion);
    expect(sha).toBe(wanted);
    expect(steps.map(({ step, is_new, actor }) => [step, is_new, actor === "the one that is killed"]))
      .toEqual([
        ["fetch", false, true],
        ["checkout", false, true],
        ["reset", true, false],
      ]);
  },
  240_000,
);

test("promise 143: a host with changes is not cut over, and nothing is recorded without a credential", async () => {
  const { host, open, before } = await openReset();
  await expect(cutOver({ ...await open(), control: null }, promotion)).rejects.toMatchObject({
    ...{ code: "credential_missing", exitCode: 4 },
  });
  await host.write("version.json", `${await host.read("version.json")}\n`);
  await expect(cutOver(await open(), promotion)).rejects.toMatchObject({
    code: "checkout_dirty",
    exitCode: 7,
  });
  expect(await host.git("rev-parse", "HEAD")).toBe(before);
  expect((await yard().control.cutoverStatus(promotion, ["web-1"])).hosts).toMatchObject([{ steps: [] }]);
});
