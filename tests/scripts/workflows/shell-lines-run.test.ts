import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { plainEnvironment, runProgram } from "../../support/monorepo/run.ts";
import { filesOf, shopWorkspace } from "./shop.ts";
import { readWorkflow } from "./sound.ts";

/** Runs the last step of a job, or the one of this name, with bash as the host does; `npx` writes down what it was given. */
async function runStep(file: string, job: string, env: Record<string, string>, named?: string) {
  const workspace = await shopWorkspace((manifest) => {
    manifest.components.web.deploy = { type: "ssh", target: "web", run: "deploy" };
    manifest.ship.targets = { web: { ssh: "web.example" } };
  });
  const found = readWorkflow((await filesOf(workspace))[file] ?? "").jobs[job];
  if (found === undefined || !("steps" in found)) throw new Error(`no steps in ${job}`);
  const step = found.steps.findLast(({ name }) => named === undefined || name === named);
  const folder = await makeTempDir("slipway-shell-");
  onTestFinished(() => removeDir(folder));
  const bin = `${folder}/bin`;
  await mkdir(bin);
  await writeFile(
    `${bin}/npx`,
    `#!/bin/sh\nfor word in "$@"; do printf '%s\\n' "$word"; done > "$HOME/asked"\n`,
  );
  await chmod(`${bin}/npx`, 0o755);
  const plain = plainEnvironment(folder);
  const outcome = await runProgram("bash", [
    "--noprofile",
    "--norc",
    "-eo",
    "pipefail",
    "-c",
    step?.run ?? "exit 99",
  ], {
    cwd: folder,
    env: { ...plain, PATH: `${bin}:${plain.PATH}`, ...env },
  });
  const asked = await readFile(`${folder}/asked`, "utf8").then(
    (text) => text.trimEnd().split("\n"),
    () => null,
  );
  return { ...outcome, asked, folder };
}

const evil = `x"; touch owned; $(touch owned) \`touch owned\` --dry-run`;

describe("promise 154: the verdict on the jobs of a pull request", () => {
  const verdict = async (jobs: string) => (await runStep("slipway-ci.yml", "verdict", { JOBS: jobs })).code;

  test.each([
    ["nothing had to run", "changes/true/success ci_a/false/skipped ci_b/false/skipped", 0],
    ["what had to run passed", "changes/true/success ci_a/true/success ci_b/false/skipped", 0],
    ["a job failed", "changes/true/success ci_a/true/failure ci_b/true/success", 1],
    ["a job was cancelled", "changes/true/success ci_a/true/cancelled", 1],
    ["a job that should have run did not", "changes/true/success ci_a/true/skipped", 1],
    ["a job ran that nobody asked for", "changes/true/success ci_a/false/success", 1],
    ["nobody could tell what changed", "changes/true/failure ci_a//skipped ci_b//skipped", 1],
    ["it was cancelled before anybody could tell", "changes/true/cancelled ci_a//cancelled", 1],
    ["a word that is neither yes nor no", "changes/true/success ci_a/yes/success", 1],
  ])("%s", async (_, jobs, code) => {
    expect(await verdict(jobs)).toBe(code);
  });
});

describe("what a person writes into a form is never read as shell", () => {
  const form = {
    GITHUB_REF_NAME: "main",
    FROM: "main",
    SHA: "",
    REASON: "",
    OVERRIDES: "",
    DRY_RUN: "false",
  };
  const promote = (env: Record<string, string>) =>
    runStep("slipway-promote-production.yml", "promote", { ...form, ...env });

  test("a promotion with nothing but defaults", async () => {
    expect((await promote({})).asked).toEqual(["--no", "slipway", "promote", "production", "--wait=1800"]);
  });

  test("a promotion with everything", async () => {
    const { code, asked } = await promote({
      ...{ SHA: evil, REASON: evil, DRY_RUN: "true" },
      OVERRIDES: " milestone=left for May;semver=a = b;; ",
    });
    expect(code).toBe(0);
    expect(asked?.slice(3)).toEqual([
      ...["production", "--wait=1800", "--dry-run", `--reason=${evil}`],
      ...["--override=milestone=left for May", "--override=semver=a = b", "--", evil],
    ]);
  });

  test("a promotion that was started on another branch ends before anything", async () => {
    const { code, stdout, asked } = await promote({ GITHUB_REF_NAME: "feature" });
    expect([code, asked]).toEqual([1, null]);
    expect(stdout).toContain("::error::Start it on main.");
  });

  test("a deploy of what changed, and of one component again", async () => {
    const deploy = async (
      env: Record<string, string>,
      name = "staging",
    ) => (await runStep(`slipway-deploy-${name}.yml`, "deploy", {
      COMPONENT: "",
      SHA: "",
      REASON: "",
      ...env,
    }));
    expect((await deploy({})).asked).toEqual([
      ...["--no", "slipway", "ship", "--changed", "--env", "staging", "--wait=1800"],
    ]);
    expect((await deploy({ COMPONENT: evil, SHA: "abc", REASON: "again" })).asked?.slice(2)).toEqual([
      ...["deploy", "--env", "staging", "--wait=1800", "--sha=abc", "--reason=again", "--", evil],
    ]);
    expect(await deploy({}, "production")).toMatchObject({ code: 1, asked: null });
  });
});

test("the key of the machines is for its owner alone", async () => {
  const { code, folder } = await runStep("slipway-deploy-staging.yml", "deploy", {
    ...{ SSH_KEY: "-----BEGIN\nk\n-----END", SSH_KNOWN_HOSTS: "web.example ssh-ed25519 AAAA" },
  }, "The key of the machines, and which machines those are");
  expect(code).toBe(0);
  expect(await readFile(`${folder}/.ssh/id_ed25519`, "utf8")).toBe("-----BEGIN\nk\n-----END\n");
  expect((await stat(`${folder}/.ssh/id_ed25519`)).mode & 0o777).toBe(0o600);
  expect((await stat(`${folder}/.ssh`)).mode & 0o777).toBe(0o700);
});
