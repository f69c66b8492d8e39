import { expect, test } from "vitest";
import { events, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

async function rollout(...args: string[]) {
  const repo = await yard().open();
  await yard().adopt(repo);
  const run = (...more: string[]) => yard().run(repo, "rollout", ...more);
  return { run, first: args.length > 0 ? await run(...args) : undefined };
}

test("a ship to a share moves nothing, is no drift, and 100 % moves the component", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const before = await yard().deployed("dashboard");
  const shipped = await yard().run(repo, "ship", "dashboard", "--to", "5%", "--json");
  expect(shipped.code, shipped.stderr).toBe(0);
  const build = (before ?? 0) + 1;
  expect(events(shipped).at(-1)).toMatchObject({ component: "dashboard", build });
  expect(await yard().deployed("dashboard")).toBe(before);
  expect((await yard().run(repo, "audit", "--remote")).code).toBe(0);

  // what everybody else ships takes nobody to 100 %
  expect((await yard().run(repo, "ship", "docs")).code).toBe(0);
  await yard().adopt(repo);
  expect(await yard().deployed("dashboard")).toBe(before);

  const raised = await yard().run(repo, "rollout", "dashboard", "--to", "25%", "--json");
  expect(raised.code, raised.stderr).toBe(0);
  expect(JSON.parse(raised.stdout).offers).toContainEqual(
    expect.objectContaining({ build, bps: 2500, channel: "live", state: "rolling" }),
  );
  const status = await yard().run(repo, "status");
  expect(status.stdout).toContain(`${build} is at 25%`);
  expect(status.stdout).toContain(`dashboard ${build} on live: 25%, rolling`);

  expect((await yard().run(repo, "rollout", "dashboard", "--to", "100%", "-y")).code).toBe(0);
  expect(await yard().deployed("dashboard")).toBe(build);
  const [move] = await yard()
    .sql`select reason from ship.build_moves where component_key = 'dashboard' order by id desc limit 1`;
  expect(move).toMatchObject({ reason: "rollout" });
});

test("a ship to a share that is resumed goes to that share, and not to everybody", async () => {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) dashboard.deploy = { type: "command", run: "test -e $HOME/ready" };
    },
  });
  await yard().adopt(repo);
  const before = await yard().deployed("dashboard");
  expect((await yard().run(repo, "ship", "dashboard", "--to", "5%")).code).not.toBe(0);
  await repo.write("../home/ready", "");
  const resumed = await yard().run(repo, "ship", "--resume");
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(await yard().deployed("dashboard")).toBe(before);
  const [offer] = await yard().sql`select bps from ship.offers where completed_at is null`;
  expect(offer).toMatchObject({ bps: 500 });
});

test("a halt needs a reason, ends the rollout, and resume goes on", async () => {
  const { run } = await rollout();
  const started = await run("docs", "--build", "9001", "--steps", "5%,25%@24h,100%@3d");
  expect(started.code, started.stderr).toBe(0);
  expect(started.stdout).toMatch(/live +9001 .* 5% +rolling/);
  expect(started.stdout).toMatch(/9001: 25% at /);

  expect(await run("docs", "--halt")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("reason_missing"),
  });
  const halted = await run("docs", "--halt", "--reason", "crashes at start");
  expect(halted.stdout).toMatch(/9001 .* halted/);
  expect(halted.stdout).toContain("crashes at start");
  expect(await run("docs", "--to", "50%")).toMatchObject({
    code: 5,
    stderr: expect.stringContaining("rollout_halted"),
  });
  expect((await run("docs", "--resume")).stdout).toMatch(/9001 .* rolling/);
  const withdrawn = await run("docs", "--build", "9001", "--withdraw", "--reason", "bad");
  expect(withdrawn.code, withdrawn.stderr).toBe(0);
  expect(await run("docs", "--build", "9001", "--to", "5%")).toMatchObject({
    code: 5,
    stderr: expect.stringContaining("build_withdrawn"),
  });
});

test.each([
  [["docs", "--to", "5%", "--halt"], 2, "options_conflict"],
  [["docs", "--to", "5"], 2, "A share is"],
  [["docs", "--to", "5%"], 2, "build_missing"],
  [["docs", "--withdraw", "--reason", "x"], 2, "build_missing"],
  [["docs", "--channel", "stable"], 2, "Allowed choices"],
  [["docs", "--build", "1", "--to", "5%"], 5, "build_not_higher"],
  [["nobody", "--build", "1", "--to", "5%"], 5, "component_unknown"],
])("%j is refused", async (args, code, words) => {
  const { first } = await rollout(...args);
  expect(first).toMatchObject({ code, stderr: expect.stringContaining(words) });
});
