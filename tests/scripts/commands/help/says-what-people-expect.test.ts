import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProgram } from "../../../../scripts/program.ts";
import { commandDocs } from "../../../../scripts/tasks/command-docs.ts";
import { makeTempDir, removeDir } from "../../../../scripts/runtime.ts";
import { runSlipway } from "../../../support/monorepo/run.ts";
import { repositoryRoot } from "../../../support/repository.ts";

let home: string;
beforeAll(async () => {
  home = await makeTempDir("slipway-help-");
});
afterAll(() => removeDir(home));
const run = (...args: string[]) => runSlipway(home, home, args, {});

const commands = [
  "init",
  "link",
  "hooks",
  "keys",
  "doctor",
  "bootstrap",
  "repair",
  "completion",
  "check",
  "sync",
  "readme",
  "audit",
  "bump",
  "env",
  "map",
  "gates",
  "workspace",
  "adr",
];
const shipping = [
  "ship",
  "deploy",
  "promote",
  "ios",
  "android",
  "notify",
  "changes",
  "changelog",
  "rollback",
  "verify",
  "release",
  "migration",
  "migrate",
  "workflows",
  "preview",
  "back-merge",
  "sentry",
  "follow",
  "hosts",
  "rollout",
  "policy",
  "jobs",
  "ops",
  "status",
  "watch",
  "feed",
  "stack",
  "demo",
];

test("promise 24: every command is on the first page, with a few words, and has help of its own", async () => {
  const { code, stdout } = await run("help");
  expect(code).toBe(0);
  const program = await createProgram();
  expect(program.commands.map((command) => command.name()).sort()).toEqual(
    [...commands, ...shipping, "help"].sort(),
  );
  for (const command of program.commands) {
    expect(stdout).toContain(`  ${command.name()}`);
    expect(command.summary()).not.toBe("");
    expect(command.description()).not.toBe("");
  }
  expect(stdout).toBe((await run("--help")).stdout);
});

test("help of a command and of one below it is what --help says", async () => {
  expect((await run("help", "ship")).stdout).toBe((await run("ship", "--help")).stdout);
  expect((await run("help", "ios", "confirm")).stdout).toBe((await run("ios", "confirm", "-h")).stdout);
});

describe("what is mistyped is a usage error, on standard error, with what was meant", () => {
  test.each([
    [["shp"], "ship"],
    [["help", "doctr"], "doctor"],
    [["ios", "confrm"], "confirm"],
    [["keys", "signing", "rotat"], "rotate"],
    [["ship", "--dryrun"], "--dry-run"],
    [["check", "--jsn"], "--json"],
  ])("%j → %s", async (args, meant) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(meant);
  });

  test.each([[["nonsense"]], [["ship", "a", "b"]], [["help", "ship", "x"]], [[]], [["ios"]], [["bump"]]])(
    "%j ends with 2",
    async (args) => {
      const { code, stdout } = await run(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    },
  );
});

test("outside of a monorepo a command says what to do, with --json as one line", async () => {
  const { code, stdout } = await run("check", "--json");
  expect(code).toBe(2);
  expect(JSON.parse(stdout).error).toMatchObject({
    code: "manifest_missing",
    hint: expect.stringContaining("init"),
  });
});

test("docs/commands has no page of a command that is gone", async () => {
  const docs = await commandDocs();
  expect(readdirSync(`${repositoryRoot}/docs/commands`).filter((name) => !docs.has(`docs/commands/${name}`)))
    .toEqual([]);
});
