import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { codes } from "../../../support/shipyard.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";
import type { Outcome } from "../../../support/command/messages.ts";

let nine: Monorepo;
const found = ({ stdout }: Outcome) => JSON.parse(stdout).findings.map(({ code }: { code: string }) => code);
beforeEach(async () => void (nine = await createMonorepo({ remote: false })));
afterEach(() => nine.stop());

test("a mirror that is ignored is named, with the file, and sync would write it for nobody", async () => {
  await nine.commit("ignored", { ".gitignore": "web/docs/package.json\n" });
  await nine.git("rm", "--quiet", "--cached", "web/docs/package.json");
  await nine.git("commit", "--quiet", "-m", "out");
  const outcome = await nine.run("check", "--json");
  expect([outcome.code, ...found(outcome)]).toEqual([7, "file_ignored"]);
  expect(outcome.stdout).toContain("web/docs/package.json");
});

test("a mirror in a submodule is in another repository", async () => {
  const module = `${nine.root}/../module`;
  await nine.git("init", "--quiet", module);
  await nine.write("../module/package.json", await nine.read("web/docs/package.json"));
  await nine.git("-C", module, "add", ".");
  await nine.git("-C", module, "commit", "--quiet", "-m", "docs");
  await nine.git("rm", "--quiet", "-r", "web/docs");
  await nine.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", module, "web/docs");
  await nine.git("commit", "--quiet", "-m", "docs lives elsewhere");
  const outcome = await nine.run("check", "--json");
  expect([outcome.code, ...found(outcome)]).toEqual([7, "file_in_submodule"]);
});

test("in a sparse checkout the checkout is named, not a missing mirror", async () => {
  await nine.git("sparse-checkout", "set", "--no-cone", "/*", "!web/docs/");
  const outcome = await nine.run("check", "--json");
  expect([outcome.code, ...found(outcome)]).toEqual([7, "file_not_checked_out"]);
  expect(outcome.stdout).toContain("git sparse-checkout add");
});

test("a new mirror that is not added yet is only mentioned", async () => {
  await nine.git("rm", "--quiet", "--cached", "web/docs/package.json");
  const outcome = await nine.run("check");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(outcome.stdout + outcome.stderr).toContain("git add web/docs/package.json");
});

test("the page that holds the table is looked at under its own name, and README.md then no more", async () => {
  const other = await createMonorepo({
    remote: false,
    edit: ({ ship }) => ship.readme = "docs/about.md",
    files: { "docs/about.md": await nine.read("README.md"), ".gitignore": "/docs/\n/README.md\n" },
  });
  onTestFinished(() => other.stop());
  await other.git("rm", "--quiet", "--cached", "--ignore-unmatch", "README.md", "docs/about.md");
  const { findings } = JSON.parse((await other.run("check", "--json")).stdout);
  expect(findings).toMatchObject([{ code: "file_ignored", file: "docs/about.md" }]);
});

test("a folder that git does not trust is named as such, with the way out", async () => {
  const outcome = await nine.run("ship", "dashboard", "--json", {
    env: {
      GIT_TEST_ASSUME_DIFFERENT_OWNER: "1",
      SLIPWAY_URL: "http://127.0.0.1:9",
      SLIPWAY_SECRET_KEY: "sb_secret_x_x_x_x_x",
    },
  });
  expect([outcome.code, ...codes(outcome)]).toEqual([2, "repository_untrusted"]);
  expect(outcome.stdout).toContain("safe.directory");
});
