import { describe, expect, test } from "vitest";
import { filesOf, shopWorkspace, twoEnvironments } from "./shop.ts";
import { problemsOf, readWorkflow } from "./sound.ts";

const read = async (name: string, edit?: Parameters<typeof shopWorkspace>[0]) =>
  readWorkflow((await filesOf(await shopWorkspace(edit)))[name] ?? "");

describe("promise 154: twenty lines of version.json are all that a team from main to production writes", () => {
  test("no workflow is written by hand, and all of them are sound", async () => {
    expect(twoEnvironments.trimEnd().split("\n").length).toBeLessThanOrEqual(20);
    const { ".github/CODEOWNERS": _, ...files } = await filesOf(await shopWorkspace());
    expect(Object.keys(files)).toEqual([
      ...["slipway-check.yml", "slipway-ci.yml", "slipway-preview.yml", "slipway-review.yml"],
      ...["slipway-deploy-staging.yml", "slipway-deploy-production.yml", "slipway-promote-production.yml"],
      "slipway-sentry.yml",
    ]);
    for (const [name, text] of Object.entries(files)) expect([name, problemsOf(text)]).toEqual([name, []]);
  });

  test("odd names stay sound", async () => {
    const files = await filesOf(
      await shopWorkspace((manifest) => {
        manifest.ship.environments.staging.branch = "it's/main[1]";
        manifest.ship.environments.production.promote.from = "it's/main[1]";
        manifest.ship.remote = "up.stream-2";
        manifest.ship.pass_environment = ["CLOUD_TOKEN", "GITHUB_TOKEN", "SLIPWAY_SECRET_KEY"];
        manifest.components.web.deploy = { type: "ssh", target: "web", run: "deploy" };
        manifest.ship.targets = { web: { ssh: "web.example" } };
      }),
    );
    for (const [name, text] of Object.entries(files)) {
      if (name.endsWith(".yml")) expect([name, problemsOf(text)]).toEqual([name, []]);
    }
    expect(files["slipway-deploy-staging.yml"]).toContain("${{ secrets.CLOUD_TOKEN }}");
    expect(files["slipway-deploy-staging.yml"]).not.toContain("secrets.GITHUB_TOKEN");
  });

  test("a repository that declares nothing of it has none", async () => {
    const bare = shopWorkspace((manifest) => {
      manifest.ship = {};
      for (const key of Object.keys(manifest.components)) {
        delete manifest.components[key].ci;
        delete manifest.components[key].preview;
      }
    });
    await expect(filesOf(await bare)).rejects.toMatchObject({ code: "track_missing", exitCode: 2 });
  });
});

describe("promise 154: the checks of a pull request", () => {
  test("no trigger is filtered by paths: the only required check always reports", async () => {
    const { on, jobs } = await read("slipway-ci.yml");
    expect(on).toEqual({ pull_request: null, merge_group: null, push: { branches: ["main"] } });
    const { verdict, ...others } = jobs;
    expect(verdict).toMatchObject({ name: "ci-gate", if: "${{ always() }}", needs: Object.keys(others) });
    expect(Object.keys(others)).toEqual(["changes", "ci_shop_api", "ci_web", "db_check"]);
    for (const job of Object.values(others)) expect(job.permissions).toEqual({ contents: "read" });
  });

  test("promise 118: CI has a database of its own, and no secret at all", async () => {
    const text = (await filesOf(await shopWorkspace()))["slipway-ci.yml"] ?? "";
    expect(text).not.toContain("secrets.");
    const { ci_shop_api: api, ci_web: web, db_check: check } = readWorkflow(text).jobs;
    expect(api).toMatchObject({ services: { postgres: { ports: ["5432:5432"] } } });
    expect(check).toMatchObject({ services: { postgres: {} } });
    expect(web).not.toHaveProperty("services");
    const packages = { "package.json": '{ "devDependencies": { "slipway-platform": "0.1.0" } }' };
    const own = (await filesOf(await shopWorkspace(undefined, packages)))["slipway-ci.yml"] ?? "";
    expect(readWorkflow(own).jobs["ci_shop_api"]).not.toHaveProperty("services");
  });
});

describe("deploys and promotions", () => {
  test("a merge deploys to staging: one after the other, by the host's environment, without looping", async () => {
    const { on, concurrency, jobs } = await read("slipway-deploy-staging.yml");
    expect(on.push).toEqual({ branches: ["main"] });
    expect(concurrency).toMatchObject({ group: "slipway-deploy-staging", "cancel-in-progress": false });
    expect(jobs["deploy"]).toMatchObject({
      environment: "staging",
      needs: ["own"],
      if: "${{ !cancelled() && needs.own.outputs.is_own != 'true' }}",
      permissions: { contents: "write" },
    });
    const unbumped = await read("slipway-deploy-staging.yml", (manifest) => {
      delete manifest.ship.environments.staging.bump;
    });
    expect(unbumped.jobs["deploy"]).toMatchObject({ permissions: { contents: "read" } });
  });

  test("production is deployed to by hand only, and promoted to in the same queue", async () => {
    const [deploy, promote] = [
      await read("slipway-deploy-production.yml"),
      await read("slipway-promote-production.yml"),
    ];
    expect([Object.keys(deploy.on), Object.keys(promote.on)]).toEqual([["workflow_dispatch"], [
      "workflow_dispatch",
    ]]);
    expect(deploy.concurrency).toEqual(promote.concurrency);
    expect(promote.jobs["promote"]).toMatchObject({ environment: "production" });
  });

  test("promise 158: secrets of previews stay out of the reach of forks", async () => {
    const { on, jobs } = await read("slipway-preview.yml");
    expect(on).toEqual({ pull_request: { types: ["opened", "synchronize", "reopened", "closed"] } });
    for (const job of Object.values(jobs)) {
      expect(job.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
      expect(job.permissions).toEqual({ contents: "read", "pull-requests": "write" });
    }
  });

  test("the review follows the rules of the base, on every event, so that no run hides another", async () => {
    const { on, jobs } = await read(
      "slipway-review.yml",
      (manifest) => manifest.ship.gates.checklist = ["Tests"],
    );
    expect(Object.keys(on)).toEqual(["pull_request", "pull_request_review", "merge_group"]);
    expect(Object.values(jobs).map(({ name }) => name)).toEqual(["maintainer-review", "checklist"]);
    for (const job of Object.values(jobs)) {
      expect(job.if).toBe("${{ github.event_name != 'merge_group' }}");
      expect(JSON.stringify(job)).toContain("github.event.pull_request.base.sha");
    }
  });
});

describe("promise 108: owners are asked", () => {
  const owners = async (edit?: Parameters<typeof shopWorkspace>[0], files?: Record<string, string>) =>
    (await filesOf(await shopWorkspace(edit, files)))[".github/CODEOWNERS"];

  test("maintainers of everything, and the owners of policies of theirs", async () => {
    const text = await owners((manifest) => {
      manifest.ship.gates.policies = [{
        files: ["docs/adr/", "my file.md", "apps/**/x"],
        owners: ["@acme/leads", "bea"],
      }];
    });
    expect(text?.split("\n").slice(1)).toEqual([
      ...[
        "* @ada",
        "/docs/adr @acme/leads @bea",
        "/my\\ file.md @acme/leads @bea",
        "/apps/**/x @acme/leads @bea",
        "",
      ],
    ]);
  });

  test("a file that somebody wrote by hand stays theirs, and nothing asks where no branch does", async () => {
    for (const path of ["CODEOWNERS", "docs/CODEOWNERS", ".github/CODEOWNERS"]) {
      expect(await owners(undefined, { [path]: "* @bea\n" })).toBeUndefined();
    }
    expect(await owners((manifest) => delete manifest.ship.gates.main.code_owners)).toBeUndefined();
  });
});
