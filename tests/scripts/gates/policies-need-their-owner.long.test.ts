import { expect, test } from "vitest";
import { judge } from "../../../scripts/gates/judge.ts";
import { type Promoting, promoting } from "../../support/gates/promoting.ts";

async function approval(on: Promoting, sha: string) {
  const facts = await on.collect(sha, { needs: ["approval"] });
  const result = judge(facts, ["approval"], new Map()).results.find(({ gate }) => gate === "approval");
  return [result?.state, ...(result?.findings ?? []).map(({ code }) => code)];
}

const approvedBy = (user: string, state = "APPROVED") => ({
  reviews: [{ user, state, commit: "a".repeat(40) }],
});
const record = { "docs/adr/0002-two.md": "Two.\n" };

test("promise 147: a change of policy needs its owner's approval and a new decision record in the same pull request", async () => {
  const on = await promoting();
  const sha = await on.merged("docs: rules", { "CONTRIBUTING.md": "Others.\n" }, approvedBy("bo"));
  expect(await approval(on, sha)).toEqual(["refused", "policy_unapproved", "policy_undecided"]);
  const pull = on.state.issues[0]?.pull;
  pull?.reviews.push({ user: "Ada", state: "APPROVED", commit: sha });
  expect(await approval(on, sha)).toEqual(["refused", "policy_undecided"]);
  // one of another pull request is about something else
  const later = await on.merged("docs: two", record);
  expect(await approval(on, later)).toEqual(["refused", "policy_undecided"]);
  pull?.reviews.push({ user: "ada", state: "DISMISSED", commit: sha });
  pull?.reviews.push({ user: "Ada", state: "DISMISSED", commit: sha });
  expect(await approval(on, later)).toEqual(["refused", "policy_unapproved", "policy_undecided"]);
});

test("with both it passes", async () => {
  const on = await promoting();
  const sha = await on.merged(
    "docs: rules",
    { "CONTRIBUTING.md": "Others.\n", ...record },
    approvedBy("ada"),
  );
  expect(await approval(on, sha)).toEqual(["passed"]);
});

test("promise 147: what was pushed past every pull request is refused", async () => {
  const on = await promoting();
  const sha = await on.repo.commit("docs: rules", { "CONTRIBUTING.md": "Others.\n", ...record });
  await on.repo.git("push", "--quiet", "--no-verify", "origin", "main");
  expect(await approval(on, sha)).toEqual(["refused", "policy_unapproved"]);
});

test("versions and builds are no policy, whoever wrote them; anything else in version.json is", async () => {
  const on = await promoting();
  const numbers = await on.manifest((draft) => {
    draft.build = 8;
    Object.assign(draft.components.api ?? {}, { build: 8, version: "1.3.0" });
  });
  const bump = await on.repo.commit("chore: bump", { "version.json": numbers });
  await on.repo.git("push", "--quiet", "--no-verify", "origin", "main");
  expect(await approval(on, bump)).toEqual(["passed"]);
  const text = await on.manifest((draft) => Object.assign(draft.ship.gates ?? {}, { neutral_blocks: true }));
  const trailer = "Slipway-Release: 6f1f7c1e-4c53-4d0a-9f8e-111111111111";
  const forged = await on.repo.commit(`chore: bump\n\n${trailer}`, { "version.json": text, ...record });
  await on.repo.git("push", "--quiet", "--no-verify", "origin", "main");
  expect(await approval(on, forged)).toEqual(["refused", "policy_unapproved"]);
});

test("a policy that the same change takes away is asked for that change", async () => {
  const on = await promoting();
  const text = await on.manifest((draft) => Object.assign(draft.ship.gates ?? {}, { policies: [] }));
  const sha = await on.merged("docs: no rules", {
    "CONTRIBUTING.md": "None.\n",
    "version.json": text,
    ...record,
  });
  expect(await approval(on, sha)).toEqual(["refused", "policy_unapproved"]);
});
