import { expect, test } from "vitest";
import { events, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

test("promise 148: a step by hand stays open, and in the status, until somebody confirms it", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const ops = (...args: string[]) => yard().run(repo, "ops", ...args);

  const added = await ops(
    "add",
    "Turn the DNS",
    "--env",
    "production",
    "--for",
    "docs",
    "--detail",
    "see a\nsee b",
  );
  expect(added.code, added.stderr).toBe(0);
  const [, id = ""] = /^#(\d+) Turn the DNS \(docs, production\): open since/.exec(added.stdout) ?? [];
  expect(id).not.toBe("");
  const again = await ops("add", "Turn the DNS", "--env", "production", "--for", "docs", "--json");
  expect(events(again)[0]).toMatchObject({ id: Number(id), is_new: false });

  expect((await yard().run(repo, "status")).stdout).toContain(`#${id} Turn the DNS`);
  expect((await ops("list")).stdout).toContain("    see b");
  expect((await ops("list", "--env", "staging")).stdout).toBe("");
  const done = await ops("done", `#${id}`, "--note", "in the console");
  expect(done.code, done.stderr).toBe(0);
  expect(done.stdout).toContain(": in the console");
  expect((await ops("done", id, "--json")).stdout).toContain('"is_new":false');

  expect((await ops("list")).stdout).toBe("");
  expect((await yard().run(repo, "status")).stdout).not.toContain("Turn the DNS");
  const [all] = events(await ops("list", "--all", "--json"));
  expect(all).toMatchObject({ steps: [{ title: "Turn the DNS", note: "in the console" }] });
  const audit = await yard().sql`select action from ship.audit_log where action like 'step.%' order by seq`;
  expect(audit.map(({ action }) => action)).toEqual(["step.opened", "step.done"]);
});

test("a step that nobody opened, a title of two lines and a place that can't be one are refused", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const refusal = async (...args: string[]) => {
    const { code, stderr } = await yard().run(repo, "ops", ...args);
    return [code, /slipway: (\w+)/.exec(stderr)?.[1]];
  };
  expect(await refusal("done", "999999")).toEqual([5, "step_unknown"]);
  expect(await refusal("add", "two\nlines")).toEqual([5, "values_refused"]);
  expect(await refusal("add", "one", "--env", "Pro duction")).toEqual([5, "values_refused"]);
});
