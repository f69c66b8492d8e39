import { afterEach, beforeEach, expect, test } from "vitest";
import { CommandError } from "../../../scripts/cli/command-error.ts";
import type { ControlPlane } from "../../../scripts/control-plane/control-plane.ts";
import { openGit } from "../../../scripts/git/git.ts";
import { examineAudit } from "../../../scripts/setup/doctor/audit.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";

let repo: Monorepo;
beforeEach(async () => {
  repo = await createMonorepo({ remote: false, components: ["docs"] });
});
afterEach(() => repo.stop());

const headAt = (seq: number) => `${seq}:${String(seq % 10).repeat(64)}`;
type Answer = Awaited<ReturnType<ControlPlane["verifyAuditHeads"]>>;

/** Looks at a log that ends with `last`; resolves with the state and what was asked. */
async function look(last: number, answer: Partial<Answer> | Error = {}) {
  const asked: (readonly string[])[] = [];
  const place = { git: openGit(repo.root), address: "https://project.test" };
  const { state, fix } = await examineAudit(place, {
    verifyAuditHeads(heads) {
      asked.push(heads);
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve({
        head: last === 0 ? null : headAt(last),
        problem: null,
        missing: [],
        ...answer,
      });
    },
  });
  return { state, fix, asked };
}

test("well only when something that was kept was found again; each look keeps where the log stands for the next", async () => {
  expect(await look(5)).toMatchObject({ state: "unknown", asked: [[]] });
  expect(await look(8)).toMatchObject({ state: "ok", asked: [[headAt(5)]] });
  expect(await look(9)).toMatchObject({ state: "ok", asked: [[headAt(8)]] });
});

test("a head that is gone is wrong, again and again, and a broken chain is; neither is kept", async () => {
  await look(5);
  for (const last of [3, 12]) {
    const { state, fix } = await look(last, { missing: [headAt(5)] });
    expect([state, fix?.includes("audit-heads.json")]).toEqual(["fail", true]);
  }
  expect(await look(12, { problem: { seq: 2, problem: "row_edited" } })).toMatchObject({ state: "fail" });
  expect((await look(12)).asked).toEqual([[headAt(5)]]);
});

test("a log that is empty, and one that can't be asked, are not taken for well", async () => {
  expect(await look(0)).toMatchObject({ state: "unknown" });
  expect(await look(0, new CommandError("migrations_missing", "no", "Apply them."))).toMatchObject({
    state: "unknown",
    fix: "Apply them.",
  });
});
