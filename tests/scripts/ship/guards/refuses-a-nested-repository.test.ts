import { afterEach, beforeEach, expect, test } from "vitest";
import { openGit } from "../../../../scripts/git/git.ts";
import { readStatus } from "../../../../scripts/git/repository.ts";
import { loadWorkspace } from "../../../../scripts/manifest/load.ts";
import { guardChanges } from "../../../../scripts/ship/guards/changes.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let nine: Monorepo;
beforeEach(async () => void (nine = await createMonorepo({ remote: false })));
afterEach(() => nine.stop());

test("an untracked repository in the component's folder is refused: git would leave it out of the commit", async () => {
  await nine.git("init", "--quiet", "web/dashboard/vendor/theirs");
  await nine.write("web/dashboard/vendor/theirs/a.ts", "a\n");
  const { manifest } = await loadWorkspace(nine.root);
  const { changes } = await readStatus(openGit(nine.root));
  expect(guardChanges(manifest, "dashboard", changes)).toMatchObject([
    { code: "nested_repository", component: "dashboard", file: "web/dashboard/vendor/theirs/" },
  ]);
  expect(guardChanges(manifest, "docs", changes).map(({ code }) => code)).toEqual(["change_outside"]);
});
