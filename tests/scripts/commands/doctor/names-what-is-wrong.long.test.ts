import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startManagementApi } from "../../../support/management-api/management-api.ts";
import { startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";
import { type Stack, startStack } from "../../../../scripts/stack/stack.ts";
import { createForeign, type Foreign, linkCommandInto } from "../../../support/foreign.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

/** A repository with a remote, as it was before Slipway. */
async function foreign(): Promise<Foreign> {
  const at = await createForeign();
  onTestFinished(at.stop);
  await at.git("init", "--quiet", "--bare", join(at.home, "remote.git"));
  await at.git("remote", "add", "origin", join(at.home, "remote.git"));
  return at;
}

/** A repository that init has set up and that is linked to the running platform. */
async function repository(): Promise<Foreign> {
  const at = await foreign();
  await linkCommandInto(at.root);
  await at.run("init", "--yes");
  const { api_url, secret_key } = stack.info;
  expect((await at.run("link", "--url", api_url, "--adopt", { input: secret_key })).code).toBe(0);
  return at;
}

interface Diagnosis {
  name: string;
  state: string;
  fix?: string;
}

async function doctor(at: Foreign, env: Record<string, string> = {}) {
  const { code, stdout } = await at.run("doctor", "--json", { env });
  const { diagnoses }: { diagnoses: Diagnosis[] } = JSON.parse(stdout);
  const of = (state: string) => diagnoses.filter((one) => one.state === state).map(({ name }) => name);
  return { code, ok: of("ok"), fail: of("fail"), unknown: of("unknown"), diagnoses };
}

test("promise 21: everything well ends with 0; what was never tried is unknown, not well", async () => {
  const at = await repository();
  const { code, ok, fail, unknown } = await doctor(at);
  expect({ code, fail }).toEqual({ code: 0, fail: [] });
  expect(ok).toEqual(
    expect.arrayContaining(["deno", "git", "check", "hooks", "credential", "control-plane"]),
  );
  expect(ok).toEqual(expect.arrayContaining(["clock", "functions", "migrations"]));
  // nobody has kept a head before
  expect(unknown).toEqual(["ci", "audit", "transport:telegram"]);
  expect((await doctor(at)).ok).toContain("audit");
});

test("promise 22: a CI file that mentions the check is well, in a comment it is not", async () => {
  const at = await repository();
  await at.write(".circleci/config.yml", "# npx slipway check\n");
  const { unknown, diagnoses } = await doctor(at);
  expect(unknown).toContain("ci");
  expect(diagnoses.find(({ name }) => name === "ci")?.fix).toContain("npx --no slipway check");
  await at.write(".circleci/config.yml", "      - run: npx slipway check\n");
  expect((await doctor(at)).ok).toContain("ci");
});

test("promise 21: a clone without core.hooksPath is named with its fix", async () => {
  const at = await repository();
  await at.git("config", "--unset", "core.hooksPath");
  const { code, fail, diagnoses } = await doctor(at);
  expect({ code, fail }).toEqual({ code: 1, fail: ["hooks"] });
  expect(diagnoses.find(({ name }) => name === "hooks")?.fix).toContain("slipway hooks");
});

test("a clone without the remote that ships are pushed to", async () => {
  const at = await repository();
  await at.git("remote", "rename", "origin", "upstream");
  const { code, fail, diagnoses } = await doctor(at);
  // without it nobody knows whose key that is
  expect({ code, fail }).toEqual({ code: 1, fail: ["remote", "credential"] });
  expect(diagnoses.find(({ name }) => name === "remote")?.fix).toContain("git remote add origin");
});

test("drift, and a hook that can't be run", async () => {
  const at = await repository();
  await chmod(join(at.root, ".git/slipway/hooks/pre-push"), 0o644);
  await at.write("packages/web/package.json", '{ "name": "web", "build": 9 }\n');
  expect((await doctor(at)).fail).toEqual(["check", "hooks"]);
});

test("no credential: what hangs on it is unknown, every line but the well ones has a fix, and stdout is one line", async () => {
  const at = await foreign();
  await at.run("init", "--yes");
  const { code, fail, unknown, diagnoses } = await doctor(at);
  expect({ code, fail }).toEqual({ code: 1, fail: ["credential"] });
  expect(unknown).toEqual([
    "ci",
    "control-plane",
    "repository",
    "clock",
    "audit",
    "functions",
    "migrations",
    "transports",
  ]);
  for (const { state, fix } of diagnoses) expect(Boolean(fix)).toBe(state !== "ok");
});

test("a wrong key, and functions that the platform does not have", async () => {
  const at = await repository();
  const wrong = { SLIPWAY_URL: stack.info.api_url, SLIPWAY_SECRET_KEY: "sb_secret_0123456789abcdef" };
  expect((await doctor(at, wrong)).fail).toEqual(["control-plane"]);
  const nowhere = {
    SLIPWAY_URL: `${stack.info.api_url}/elsewhere`,
    SLIPWAY_SECRET_KEY: stack.info.secret_key,
  };
  const { code, fail, unknown } = await doctor(at, nowhere);
  expect(code).toBe(1);
  expect(fail).toContain("control-plane");
  expect(unknown).toEqual(expect.arrayContaining(["clock", "transports"]));
});

test("a hosted project: pending migrations and missing secrets are asked with the CLI", async () => {
  const at = await foreign();
  await at.run("init", "--yes");
  const api = await startManagementApi();
  onTestFinished(api.stop);
  const postgres = await startPostgres();
  onTestFinished(postgres.stop);
  await at.write(".git/profile.yaml", api.profile);
  const version = JSON.parse(await at.read("version.json"));
  version.ship.environment.project_ref = api.projectRef;
  await at.write("version.json", `${JSON.stringify(version, null, 2)}\n`);

  const hosted = {
    // Nobody listens there.
    SLIPWAY_URL: "https://127.0.0.1:1",
    SLIPWAY_SECRET_KEY: "sb_secret_0123456789abcdef",
    SUPABASE_PROFILE: join(at.root, ".git/profile.yaml"),
    SUPABASE_HOME: at.home,
    SUPABASE_NO_KEYRING: "1",
    PGSSLMODE: "disable",
  };
  const blind = await doctor(at, hosted);
  expect(blind.fail).toEqual(["control-plane", "functions"]);
  expect(blind.unknown).toEqual([
    "ci",
    "repository",
    "clock",
    "audit",
    "migrations",
    "secrets",
    "transports",
  ]);

  const seeing = await doctor(at, {
    ...hosted,
    SUPABASE_ACCESS_TOKEN: api.accessToken,
    SLIPWAY_DB_URL: postgres.ownerUrl,
  });
  expect(seeing.fail).toEqual(["control-plane", "functions", "migrations"]);
  expect(seeing.ok).toContain("secrets");
});

test("a branch that the remote does not have, though it has others, is named with the remote's default branch", async () => {
  const at = await repository();
  await at.git("push", "--quiet", "origin", "HEAD:refs/heads/trunk");
  await at.git("--git-dir", join(at.home, "remote.git"), "symbolic-ref", "HEAD", "refs/heads/trunk");
  const { fail, diagnoses } = await doctor(at);
  expect(fail).toEqual(["remote"]);
  expect(diagnoses.find(({ name }) => name === "remote")?.fix).toContain("trunk");
});
