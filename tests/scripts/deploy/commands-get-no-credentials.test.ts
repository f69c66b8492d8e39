import { afterEach, expect, test, vi } from "vitest";
import { commandEnvironment } from "../../../scripts/deploy/context.ts";
import { planDeploy } from "../../../scripts/deploy/deploy.ts";
import { makeBed } from "./bed.ts";

afterEach(() => vi.unstubAllEnvs());

const hidden = [
  "SLIPWAY_URL",
  "SLIPWAY_SECRET_KEY",
  "SLIPWAY_DB_URL",
  "SUPABASE_DB_PASSWORD",
  "PGPASSWORD",
  "ASC_KEY_P8",
  "ASC_KEY_ID",
  "GITHUB_TOKEN",
  "GH_TOKEN",
  "GITHUB_ENTERPRISE_TOKEN",
  "GITLAB_TOKEN",
  "CI_JOB_TOKEN",
  "BITBUCKET_TOKEN",
  "SYSTEM_ACCESSTOKEN",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
];

test.each(["npm", "command", "ssh", "supabase"])(
  "a deploy of type %s gets none that is not its own",
  async (type) => {
    for (const name of hidden) vi.stubEnv(name, "hunter2-hunter2");
    vi.stubEnv("VERCEL_TOKEN", "theirs");
    const forms: Record<string, unknown> = {
      npm: { type, script: "deploy" },
      command: { type, run: "true" },
      ssh: { type, run: "true", target: "vps" },
      supabase: { type, migrations: false, functions: ["push"] },
    };
    const { context } = await makeBed({
      deploy: forms[type],
      ship: { targets: { vps: { ssh: "a@example.test" } } },
      files: { "supabase/functions/push/index.ts": "" },
    });
    for (const { env } of planDeploy(context)) {
      expect(hidden.filter((name) => name in env)).toEqual([]);
      expect(env).toMatchObject({
        VERCEL_TOKEN: "theirs",
        SLIPWAY_COMPONENT: "dashboard",
        SLIPWAY_BUILD: "7",
      });
    }
  },
);

test("what version.json lists is passed on, and never the database's", async () => {
  for (const name of hidden) vi.stubEnv(name, "hunter2-hunter2");
  const { context } = await makeBed({
    ship: { pass_environment: ["GITHUB_TOKEN", "SLIPWAY_URL", "PGPASSWORD"] },
  });
  const env = commandEnvironment(context);
  expect(hidden.filter((name) => name in env).toSorted()).toEqual(["GITHUB_TOKEN", "SLIPWAY_URL"]);
});

test("an archive gets the store's credential, and nothing else of them", async () => {
  for (const name of hidden) vi.stubEnv(name, "hunter2-hunter2");
  const { context } = await makeBed({});
  const env = commandEnvironment(context, { isArchive: true });
  expect(hidden.filter((name) => name in env).toSorted()).toEqual(["ASC_KEY_ID", "ASC_KEY_P8"]);
});
