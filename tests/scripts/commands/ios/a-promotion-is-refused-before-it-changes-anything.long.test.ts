import { expect, test } from "vitest";
import { codes, events } from "../../../support/shipyard.ts";
import { openPromotable, type Promotable } from "./promotable.ts";

type Prepare = (app: Promotable) => Promise<unknown>;

test.each<[string, Prepare, string[], string]>([
  [
    "a version that is for sale with another build",
    ({ on }) => on.act("sell", { version: "1.1" }),
    [],
    "train_closed",
  ],
  [
    "a lower version than what is for sale",
    ({ on }) => on.act("sell", { version: "2.0" }),
    [],
    "version_not_higher",
  ],
  ["what a submission holds beside it", ({ on }) => on.act("other_item", {}), [], "review_has_other_items"],
  [
    "export compliance that nobody has answered",
    ({ on }) => on.upload(115, { version: "1.1", stages: ["MISSING_EXPORT_COMPLIANCE"] }),
    ["--build", "115"],
    "export_compliance_missing",
  ],
  [
    "a build that testers do not have yet",
    ({ on }) => on.upload(115, { version: "1.1", stages: ["PROCESSING"] }),
    ["--build", "115"],
    "build_not_installable",
  ],
  ["a number that the store does not have", async () => {}, ["--build", "200"], "nothing_to_promote"],
  [
    "an update that says nothing new",
    ({ on }) => on.act("tester_notes", { version: "1.1", build: 114, texts: {} }),
    [],
    "whats_new_missing",
  ],
  ["a phased release that is not there", async () => {}, ["--pause"], "phased_missing"],
  ["a review that is not there", async () => {}, ["--cancel"], "review_missing"],
])("%s: exit 5, and nothing is changed", async (_name, prepare, args, code) => {
  const app = await openPromotable();
  await prepare(app);
  const outcome = await app.promote(...args, "--json");
  expect([outcome.code, codes(outcome)]).toEqual([5, [code]]);
  expect(events(outcome).at(-1)).toMatchObject({ error: { hint: expect.stringMatching(/\w/) } });
  expect((await app.on.calls()).filter(({ call }) => !call.startsWith("GET"))).toEqual([]);
});

test("a version in review holds up every other, and an event in review does not", async () => {
  const app = await openPromotable();
  await app.on.act("other_item", { state: "IN_REVIEW" });
  expect((await app.promote()).code).toBe(0);
  await app.on.upload(116, { version: "1.2" });
  const outcome = await app.promote("--json");
  expect([outcome.code, codes(outcome)]).toEqual([5, ["review_in_progress"]]);
});

test("an app's first version is submitted without what is new, and never in phases", async () => {
  const app = await openPromotable();
  await app.on.act("forget_versions", {});
  const phased = await app.promote("--phased", "--json");
  expect([phased.code, codes(phased)]).toEqual([5, ["phased_first_version"]]);
  const outcome = await app.promote("--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect((await app.on.calls()).filter(({ status }) => status >= 400)).toEqual([]);
});

test("no credential of the store: exit 4, and the control plane's is not asked for", async () => {
  const { repo } = await openPromotable();
  const outcome = await repo.run("ios", "promote", "--json", { env: { ASC_KEY_ID: "" } });
  expect([outcome.code, codes(outcome)]).toEqual([4, ["store_credential_missing"]]);
});
