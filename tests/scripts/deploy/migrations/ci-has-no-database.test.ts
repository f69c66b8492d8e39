import { describe, expect, test } from "vitest";
import { planDatabasePush } from "../../../../scripts/deploy/adapters/supabase-database.ts";
import { ciJobOf } from "../../../../scripts/deploy/migrations/ci-job.ts";
import { resolveEnvironment } from "../../../../scripts/manifest/environment.ts";
import { makeBed } from "../bed.ts";
import { twoEnvironments } from "./bed-with-database.ts";

const github = { CI: "true", GITHUB_ACTIONS: "true", GITHUB_REF_TYPE: "branch" };
const quiet = {
  ...{ CI: "", GITHUB_ACTIONS: "", GITHUB_EVENT_NAME: "", GITHUB_REF_NAME: "", GITHUB_REF_TYPE: "" },
  ...{ SLIPWAY_DB_URL: "", SUPABASE_DB_PASSWORD: "", SUPABASE_ACCESS_TOKEN: "", SLIPWAY_DEPLOYS_TO: "" },
};

/** What is planned for an environment's database with these variables. */
async function plan(env: Record<string, string>, name = "production", ship: unknown = twoEnvironments) {
  const { context } = await makeBed({ ship, env: { ...quiet, ...env } });
  const environment = resolveEnvironment(context.manifest, name);
  return planDatabasePush({ ...context, environment }, ["--yes"]);
}

const refused = { code: "ci_credential_refused", exitCode: 5 };

describe("promise 119: CI holds no credential of a database that everybody depends on", () => {
  test.each([
    ["SUPABASE_DB_PASSWORD", "pass-of-production"],
    ["SUPABASE_ACCESS_TOKEN", `sbp_${"a1".repeat(20)}`],
    [
      "SLIPWAY_DB_URL",
      "postgresql://postgres:pass-of-production@db.productionproduction.supabase.co/postgres",
    ],
  ])("promise 119: with %s a pull request's job is refused; without it, it is not", async (name, value) => {
    const job = { ...github, GITHUB_EVENT_NAME: "pull_request", GITHUB_REF_NAME: "7/merge" };
    const error = await plan({ ...job, [name]: value }).catch((error: unknown) => error);
    expect(error).toMatchObject(refused);
    expect(String(error)).toContain(name);
    expect(String(error)).not.toContain("pass-of-production");
    expect((await plan(job)).args).toContain("--remote=productionproduction");
    // a person's own machine is no CI
    expect((await plan({ ...job, CI: "", GITHUB_ACTIONS: "", [name]: value })).args[0]).toBe("db");
  });

  const token = { SUPABASE_ACCESS_TOKEN: `sbp_${"a1".repeat(20)}` };
  test.each([
    ["the environment's branch", { ...github, GITHUB_REF_NAME: "production" }],
    ["the branch that is promoted", {
      ...github,
      GITHUB_EVENT_NAME: "workflow_dispatch",
      GITHUB_REF_NAME: "main",
    }],
    ["a tag", { ...github, GITHUB_REF_TYPE: "tag", GITHUB_REF_NAME: "v1.2.3" }],
    ["GitLab's branch", { GITLAB_CI: "true", CI_COMMIT_BRANCH: "main" }],
    ["Azure's branch", { TF_BUILD: "True", BUILD_SOURCEBRANCH: "refs/heads/main" }],
    ["a host that says nothing, and a job that does", { CI: "1", SLIPWAY_DEPLOYS_TO: "production" }],
  ])("promise 119: the job that deploys there has it: %s", async (_what, job) => {
    expect((await plan({ ...job, ...token })).args).toContain("--remote=productionproduction");
  });

  test.each([
    ["another branch", { ...github, GITHUB_REF_NAME: "feature" }],
    ["the merge queue", { ...github, GITHUB_EVENT_NAME: "merge_group", GITHUB_REF_NAME: "main" }],
    ["a pull request from a fork", {
      ...github,
      GITHUB_EVENT_NAME: "pull_request_target",
      GITHUB_REF_NAME: "main",
    }],
    ["a merge request", { GITLAB_CI: "true", CI_MERGE_REQUEST_IID: "3", CI_COMMIT_BRANCH: "main" }],
    ["a pull request on Buildkite", {
      BUILDKITE: "true",
      BUILDKITE_PULL_REQUEST: "12",
      BUILDKITE_BRANCH: "main",
    }],
    ["a host that says nothing", { CI: "1" }],
    ["a job that names another environment", { CI: "1", SLIPWAY_DEPLOYS_TO: "staging" }],
    ["a pull request that names it", {
      ...github,
      GITHUB_EVENT_NAME: "pull_request",
      SLIPWAY_DEPLOYS_TO: "production",
    }],
  ])("promise 119: every other job is refused: %s", async (_what, job) => {
    await expect(plan({ ...job, ...token })).rejects.toMatchObject(refused);
  });

  test("an environment that nothing depends on may be reached from anywhere", async () => {
    const job = { ...github, GITHUB_EVENT_NAME: "pull_request", GITHUB_REF_NAME: "7/merge" };
    expect((await plan({ ...job, ...token }, "staging")).args).toContain("--remote=stagingstagingstagin");
  });

  test("a repository with one environment ships from CI as before, but for pull requests", async () => {
    const one = { environment: { project_ref: "productionproduction" } };
    expect((await plan({ CI: "1", ...token }, "production", one)).args[0]).toBe("db");
    const job = { ...github, GITHUB_EVENT_NAME: "pull_request" };
    await expect(plan({ ...job, ...token }, "production", one)).rejects.toMatchObject(refused);
  });
});

describe("one address serves every environment, so it has to be that of the right one", () => {
  test.each([
    "postgresql://postgres:x@db.stagingstagingstagin.supabase.co:5432/postgres",
    "postgresql://postgres.stagingstagingstagin:x@aws-0-eu-west-1.pooler.supabase.com:6543/postgres",
  ])("%s", async (address) => {
    await expect(plan({ SLIPWAY_DB_URL: address })).rejects.toMatchObject({
      code: "database_url_other",
      exitCode: 4,
    });
    expect((await plan({ SLIPWAY_DB_URL: address }, "staging")).args[0]).toBe("db");
  });

  test("what happens to be linked is no environment of several", async () => {
    const { staging, production } = twoEnvironments.environments;
    const ship = { environments: { staging: { ...staging, project_ref: undefined }, production } };
    await expect(plan({}, "staging", ship)).rejects.toMatchObject({
      code: "supabase_project_missing",
      exitCode: 5,
    });
  });
});

test.each([
  [{}, null],
  [{ CI: "false" }, null],
  [{ CI: "0", GITHUB_REF_NAME: "main" }, null],
  [{ CI: "true" }, { isProposal: false, ref: undefined }],
  [{ BUILDKITE: "true", BUILDKITE_PULL_REQUEST: "false", BUILDKITE_BRANCH: "main" }, {
    isProposal: false,
    ref: { kind: "branch", name: "main" },
  }],
])("%j is the job %j", (env, job) => {
  expect(ciJobOf(env)).toEqual(job);
});
