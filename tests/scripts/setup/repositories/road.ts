import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { check } from "../../../../scripts/manifest/check.ts";
import { findRoot, loadWorkspace } from "../../../../scripts/manifest/load.ts";
import { adopt, type Adopted, emptyProject } from "../../../support/repositories/adopt.ts";
import type { Shape } from "../../../support/repositories/shape.ts";

/** A control plane that knows of nothing yet, for the tests of a file. */
export function useEmptyProject(): () => Record<string, string> {
  let project: Awaited<ReturnType<typeof emptyProject>> | undefined;
  beforeAll(async () => {
    project = await emptyProject();
  });
  afterAll(() => project?.stop());
  return () => project?.env ?? {};
}

/** `init --yes` proposes what the shape says; then check, a push through the hook, and the dry run of a ship go well. */
export async function walk(shape: Shape, env: Record<string, string>): Promise<Adopted> {
  const adopted = await adopt(shape);
  const { at, said } = adopted;
  onTestFinished(at.stop);
  expect(summaryOf(said)).toEqual(shape.components);
  expect(said.left_out.map(({ path }) => path)).toEqual(shape.leftOut ?? []);
  const lines = said.remarks.join("\n");
  for (const remark of shape.remarks ?? []) expect(lines).toMatch(remark);
  expect(said.hooks).toBe(shape.hooks ?? "written");

  for (const [path, text] of Object.entries(shape.texts ?? {})) expect(await at.read(path)).toMatch(text);

  await followHints(shape, adopted);
  expect((await check(await loadWorkspace(findRoot(at.root)))).findings).toEqual([]);
  await at.git("add", "--all");
  // with packages that git tracks the hook would run nothing of them: a branch may bring them
  await at.git("rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "node_modules");
  await at.git("commit", "--quiet", "--no-verify", "-m", "Ship with Slipway");
  const branch = await at.git("rev-parse", "--abbrev-ref", "HEAD");
  await at.git("push", "--quiet", "origin", `${branch}:main`);
  if (branch !== "main") {
    await at.git("checkout", "--quiet", "main");
    await at.git("merge", "--quiet", "--ff-only", branch);
  }
  const component = shape.ships ?? said.components.find(({ kind }) => kind !== "ios")?.key ?? "";
  // Its project is not linked yet.
  const deploy = component === "supabase" ? ["--no-deploy"] : [];
  const planned = await at.run("ship", component, "--dry-run", ...deploy, { env });
  expect(planned, planned.stderr).toMatchObject({ code: 0 });
  expect(planned.stdout).toContain(`chore(${component}): build`);
  return adopted;
}

/** What a person has to do in the hooks of their own tool. */
async function followHints({ afterwards = {}, files }: Shape, { at }: Adopted): Promise<void> {
  for (const [path, text] of Object.entries(afterwards)) {
    await at.write(path, text);
    await chmod(join(at.root, path), 0o755);
  }
  if (Object.keys(files).some((path) => path.startsWith(".husky/"))) {
    await at.git("config", "core.hooksPath", ".husky/_");
  }
}

function summaryOf({ components }: Adopted["said"]): Shape["components"] {
  return Object.fromEntries(
    components.filter(({ key }) => key !== "supabase").map(({ key, kind, build, paths, mirrors = [] }) => [
      key,
      [kind, paths[0] ?? "", build, ...mirrors.map(({ file, key }) => `${file} ${key}`)],
    ]),
  );
}
