import process from "node:process";
import { applyRenumber } from "../../scripts/decisions/apply-renumber.ts";
import { checkDecisions } from "../../scripts/decisions/check-decisions.ts";
import { writeRecord } from "../../scripts/decisions/new-record.ts";
import { planRenumber } from "../../scripts/decisions/plan-renumber.ts";
import { loadWorkspace } from "../../scripts/manifest/load.ts";
import { createMonorepo, type MonorepoOptions } from "./monorepo.ts";

/** A repository with decision records and a remote, on main, and what the commands do in it. */
export async function createDecisions(files: Record<string, string>, edit?: MonorepoOptions["edit"]) {
  const repo = await createMonorepo({ components: ["docs"], files, edit });
  const workspace = () => loadWorkspace(repo.root);
  return {
    ...repo,
    /** Commits files on a branch of their own that leaves from `from`, and stays on it. */
    async branch(name: string, files: Record<string, string>, from = "main") {
      await repo.git("switch", "-q", "-c", name, from);
      return await repo.commit(name, files);
    },
    async codes(base?: string): Promise<string[]> {
      const { findings } = await checkDecisions(await workspace(), base);
      return findings.map(({ code, file }) => `${code} ${file}`);
    },
    plan: async (file?: string) => planRenumber(await workspace(), { cwd: repo.root, file }),
    async renumber(file?: string) {
      const plan = await planRenumber(await workspace(), { cwd: repo.root, file });
      await applyRenumber(repo.root, plan);
      return plan;
    },
    create: async (title: string) => writeRecord(await workspace(), title),
    names: async () => (await repo.git("ls-files", "--cached", "docs/adr")).split("\n"),
  };
}

/** Whatever it raises: its code. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(() => null, (error) => Reflect.get(error, "code") ?? error);
}

// git as the tests configure it, for what runs in this process
Object.assign(process.env, {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.test",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.test",
});
