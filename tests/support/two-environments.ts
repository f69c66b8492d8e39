import { rm } from "node:fs/promises";
import { join } from "node:path";
import { events, type Monorepo, type Outcome, type Shipyard } from "./shipyard.ts";
import type { ManifestDraft } from "./monorepo/manifest.ts";

/** What a test does with two environments. */
interface EnvironmentsYard {
  repo: Monorepo;
  /** Commits files on main and pushes them; the commit. */
  push(message: string, files: Record<string, string>): Promise<string>;
  run(...args: string[]): Promise<Outcome>;
  /** The commit that the remote has on a branch; null without that branch. */
  remote(branch: string): Promise<string | null>;
  /** What is verified in an environment: component → build. */
  runs(environment: string): Promise<Record<string, number>>;
}

/** staging deploys main, production what is promoted from there; each deploy appends a line to `../deployed`. */
export async function openEnvironments(
  yard: Shipyard,
  { edit }: { edit?: (draft: ManifestDraft) => void } = {},
): Promise<EnvironmentsYard> {
  const repo = await yard.open({
    edit(draft) {
      delete draft.ship.environment;
      draft.ship.environments = {
        staging: { branch: "main", auto: "push", components: ["dashboard", "proxy-server"] },
        production: {
          branch: "production",
          announces: true,
          components: ["dashboard", "proxy-server"],
          promote: { from: "main", order: ["proxy-server", "dashboard"] },
          never_from: ["main"],
        },
      };
      for (const key of ["dashboard", "proxy-server"]) {
        const component = draft.components[key];
        if (component === undefined) continue;
        component.deploy = {
          type: "command",
          run:
            'echo "$SLIPWAY_ENVIRONMENT $SLIPWAY_COMPONENT $SLIPWAY_BUILD $SLIPWAY_SHA" >> "$DEPLOYED"; test ! -e "$DEPLOYED.fail-$SLIPWAY_ENVIRONMENT-$SLIPWAY_COMPONENT"',
        };
      }
      edit?.(draft);
    },
  });
  await yard.adopt(repo);
  const remote = async (branch: string) =>
    (await repo.git("ls-remote", "origin", `refs/heads/${branch}`)).split("\t")[0] || null;
  return {
    ...{ repo, remote },
    async push(message, files) {
      await repo.commit(message, files);
      await repo.git("push", "--quiet", "--no-verify", "origin", "main");
      return await repo.git("rev-parse", "HEAD");
    },
    run: (...args) => repo.run(...args, { env: { ...yard.env, DEPLOYED: `${repo.root}/../deployed` } }),
    async runs(environment) {
      const { environments } = await yard.control.environmentStatus();
      const { deployed = [] } = environments.find(({ name }) => name === environment) ?? {};
      return Object.fromEntries(deployed.map(({ component, build }) => [component, build]));
    },
  };
}

/** What deploys wrote, a line each, without the commit. */
export async function deploysOf({ repo }: Pick<EnvironmentsYard, "repo">): Promise<string[]> {
  const text = await repo.read("../deployed").catch(() => "");
  return text.split("\n").filter((line) => line !== "").map((line) => line.split(" ").slice(0, 3).join(" "));
}

/** Codes of what speaks against a promotion. */
export function refusalsOf(outcome: Outcome): string[] {
  const said = events(outcome).find(({ event }) => event === "gates");
  const refusals = Array.isArray(said?.refusals) ? said.refusals : [];
  return refusals.map(({ code }: { code: string }) => code);
}

/** Takes a file away that stood in the way. */
export async function removeFile({ root }: Monorepo, path: string): Promise<void> {
  await rm(join(root, path));
}
