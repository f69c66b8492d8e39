import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";
import { runProgram } from "../../../support/monorepo/run.ts";
import { slipwayCommand } from "../../../support/repository.ts";

let nine: Monorepo;
beforeEach(async () => {
  nine = await createMonorepo({
    files: {
      "docs/a.md": "[b](b.md) and `scripts/deploy.sh`\n",
      "docs/b.md": "# B\n",
      "scripts/deploy.sh": "#!/bin/sh\necho\n",
      "CONTRIBUTING.md":
        '[Never deploy main](docs/b.md#b "never-main") never-main: [why never-main](docs/b.md)\n',
    },
    edit: ({ ship }) => {
      ship.docs = { files: ["docs/**"], scripts: ["scripts/*.sh"] };
      ship.gates = { rules: [{ id: "never-main", text: "Never.", in: "CONTRIBUTING.md" }] };
    },
  });
});
afterEach(() => nine.stop());

const codesOf = (stdout: string) =>
  JSON.parse(stdout).findings.map(({ code }: { code: string }) => code).sort();

const broken = {
  "docs/a.md": "[b](c.md) and `scripts/gone.sh`\n",
  "scripts/deploy.sh": "#!/bin/sh\nif\n",
  "CONTRIBUTING.md": "\n",
};
const codes = ["link_broken", "path_cited_missing", "rule_missing", "script_invalid"];

test("promises 149, 150: slipway check finds what documentation promises and the tree does not hold", async () => {
  expect((await nine.run("check")).code).toBe(0);
  for (const [path, text] of Object.entries(broken)) await nine.write(path, text);
  const { code, stdout } = await nine.run("check", "--json");
  expect([code, codesOf(stdout)]).toEqual([7, codes]);
});

test("promises 149, 150: a push of such a commit is refused, whatever the work tree looks like", async () => {
  const sha = await nine.commit("Broken", broken);
  await nine.git("reset", "-q", "--hard", "HEAD~1");
  const input = `refs/heads/main ${sha} refs/heads/main ${"0".repeat(40)}\n`;
  const { code, stderr } = await nine.run("hooks", "pre-push", { input });
  expect(code).toBe(7);
  for (const found of codes) expect(stderr).toContain(found);
});

test("a file that is ignored or deleted is in no commit, so a link to it leads nowhere", async () => {
  await nine.commit("More", { ".gitignore": "docs/made.md\n", "docs/a.md": "[m](made.md) [b](b.md)\n" });
  await nine.write("docs/made.md", "# Made\n");
  await nine.git("rm", "-q", "--cached", "docs/b.md");
  await runProgram("rm", ["docs/b.md"], { cwd: nine.root, env: nine.env });
  const { stdout } = await nine.run("check", "--json");
  expect(codesOf(stdout)).toEqual(["link_broken", "link_broken", "link_broken"]);
});

test("without bash the check says so, and does not take the scripts for sound", async () => {
  const folder = join(nine.home, "bin");
  await mkdir(folder);
  for (const name of ["git", "sh", "readlink", "cat"]) {
    const { stdout } = await runProgram("sh", ["-c", `command -v ${name}`], {
      cwd: nine.root,
      env: nine.env,
    });
    await symlink(stdout.trim(), join(folder, name));
  }
  const env = { ...nine.env, PATH: folder };
  const { code, stdout } = await runProgram(slipwayCommand, ["check", "--json"], { cwd: nine.root, env });
  expect([code, codesOf(stdout)]).toEqual([7, ["bash_missing"]]);
});
