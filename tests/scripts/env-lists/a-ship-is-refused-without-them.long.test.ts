import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { codes, events, type Monorepo, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();
const secret = `s3cret-${"v".repeat(20)}`;

/** A dashboard whose variables are printed by `print-env`, and whose deploy writes a line; a change waits to be shipped. */
async function open(printed: string): Promise<Monorepo> {
  const repo = await yard().open({
    files: { "print-env": printed },
    edit({ components: { dashboard } }) {
      if (!dashboard) return;
      dashboard.deploy = { type: "command", run: "echo out >> $HOME/deploys" };
      dashboard.env = {
        source: { type: "command", run: "cat print-env; cat print-env >&2" },
        required: ["DATABASE_URL"],
        recommended: ["SENTRY_DSN"],
        never: [{ name: "DEBUG", in: ["production"] }],
        rules: [{ name: "APP_ORIGIN", origin: true }, { name: "NODE_ENV", equals: "production" }],
      };
    },
  });
  await yard().adopt(repo);
  await repo.write("web/dashboard/src/main.ts", "// mine\n");
  return repo;
}

const wrong = `DEBUG=1\nAPP_ORIGIN=https://${secret}.test/\nNODE_ENV=${secret}\n`;
const right =
  `DATABASE_URL=postgres://u:${secret}@db/app\nAPP_ORIGIN=https://app.test\nNODE_ENV=production\n`;

test("promises 129, 131, 132: a ship is refused before the first write, everything at once, and no value is shown", async () => {
  const repo = await open(wrong);
  const before = await repo.git("rev-parse", "HEAD");
  const refused = await yard().run(repo, "ship", "dashboard", "--json");
  expect([refused.code, ...codes(refused)]).toEqual([
    5,
    "env_missing",
    "env_forbidden",
    "env_value_wrong",
    "env_value_wrong",
  ]);
  expect(await repo.git("rev-parse", "HEAD")).toBe(before);
  expect((await yard().status()).ships).toEqual([]);
  expect(yard().tap.calls.map(({ name }) => name)).not.toContain("begin_ship");
  await expect(readFile(`${repo.home}/deploys`)).rejects.toThrow();
  expect(refused.stdout + refused.stderr).not.toContain(secret);
});

test("promise 130: what is only recommended warns, and the ship goes on", async () => {
  const repo = await open(right);
  const shipped = await yard().run(repo, "ship", "dashboard", "--json");
  expect(shipped.code, shipped.stderr + shipped.stdout).toBe(0);
  expect(shipped.stderr).toContain("env_recommended: SENTRY_DSN of dashboard in production is not set");
  expect(shipped.stdout + shipped.stderr).not.toContain(secret);
  expect(await readFile(`${repo.home}/deploys`, "utf8")).toBe("out\n");
});

test("without a deploy nobody asks for variables, and a dry run runs no command for them", async () => {
  const repo = await open(wrong);
  const dry = await yard().run(repo, "ship", "dashboard", "--dry-run", "--json");
  expect(dry.code, dry.stdout + dry.stderr).toBe(0);
  expect(dry.stderr).toContain("env_unreadable");
  expect((await yard().run(repo, "ship", "dashboard", "--no-deploy")).code).toBe(0);
});

test("slipway env check says the same by hand, and needs no credential", async () => {
  const repo = await open(wrong);
  const refused = await repo.run("env", "check", "--json");
  expect([refused.code, ...codes(refused)]).toEqual([
    5,
    "env_missing",
    "env_forbidden",
    "env_value_wrong",
    "env_value_wrong",
  ]);
  expect(refused.stdout + refused.stderr).not.toContain(secret);
  await repo.write("print-env", right);
  const well = await repo.run("env", "check", "dashboard", "--json");
  expect([well.code, events(well).at(-1)]).toEqual([0, {
    event: "result",
    environment: "production",
    components: ["dashboard"],
    warnings: [expect.objectContaining({ code: "env_recommended" })],
  }]);
  const person = await repo.run("env", "check");
  expect(person.stderr).toContain("The variables of dashboard in production are as version.json says.");
  expect((await repo.run("env", "check", "nobody")).code).toBe(2);
});
