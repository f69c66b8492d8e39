import { expect, test } from "vitest";
import { useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

test("promise 173: a minimum is shown with whom it blocks, takes effect without a deploy, and is lifted again", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const run = (...args: string[]) => yard().run(repo, "policy", "ios", ...args);
  const build = await yard().deployed("ios") ?? 0;
  const [topic] = await yard()
    .sql`select topic from ship.component_topics where component_key = 'ios' limit 1`;
  await yard().sql`
    insert into ship.device_push_tokens (component_key, topic, token, installed_build)
    select 'ios', ${topic?.topic}, md5(number::text), case when number < 3 then ${build - 1}::bigint end
    from generate_series(1, 3) as number
  `;

  expect((await run()).stdout).toContain("ios has no policy");
  const set = await run("--min", String(build), "--message", "Please update", "--reason", "the old API ends");
  expect(set.code, set.stderr).toBe(0);
  expect(set.stderr).toContain(
    `2 known devices are below ${build} and would be blocked at once, and 1 whose build nobody knows`,
  );
  expect(set.stdout).toContain(`live: at least ${build}, blocked below`);
  expect((await yard().run(repo, "status")).stdout).toContain(`ios on live: at least ${build}`);
  const feed = await yard().run(repo, "feed", "ios", "--json");
  expect(JSON.parse(feed.stdout).feed.policy).toMatchObject({ min_build: build, message: "Please update" });

  const lifted = await run("--clear", "--reason", "done");
  expect(lifted.code, lifted.stderr).toBe(0);
  expect(lifted.stdout).toContain("ios has no policy");
});

test("promise 174: each platform has its own minimum, and none above what can be installed", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const build = await yard().deployed("ios") ?? 0;
  const run = (component: string, ...args: string[]) => yard().run(repo, "policy", component, ...args);
  expect((await run("ios", "--min", String(build), "--reason", "x")).code).toBe(0);
  expect(await run("ios", "--min", String(build + 1), "--reason", "x")).toMatchObject({
    code: 5,
    stderr: expect.stringContaining("policy_not_installable"),
  });
  const feeds = await Promise.all(["ios", "docs"].map(async (component) => {
    const { stdout } = await yard().run(repo, "feed", component, "--json");
    return JSON.parse(stdout).feed.policy?.min_build ?? null;
  }));
  expect(feeds).toEqual([build, null]);
});

test("what contradicts itself or lacks something is a usage error", async () => {
  const repo = await yard().open();
  for (
    const [words, ...args] of [
      ["reason_missing", "--min", "1"],
      ["options_incomplete", "--message", "a"],
      ["options_incomplete", "--recommend", "1", "--after", "7d", "--reason", "x"],
      ["options_conflict", "--clear", "--min", "1", "--reason", "x"],
      ["A time is", "--min", "1", "--after", "soon", "--reason", "x"],
    ] as const
  ) {
    const refused = await yard().run(repo, "policy", "ios", ...args);
    expect(refused, args.join(" ")).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  }
});
