import { onTestFinished } from "vitest";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";

/** A repository with two environments and these steps. */
export async function openWith(bootstrap: unknown[], url = "https://app.test"): Promise<Monorepo> {
  const repo = await createMonorepo({
    remote: false,
    edit(draft) {
      delete draft.ship.environment;
      draft.ship.environments = {
        staging: { branch: "next", url },
        production: { branch: "main", url, announces: true },
      };
      draft.ship.bootstrap = bootstrap;
    },
    files: { ".gitignore": "made/\n" },
  });
  onTestFinished(() => repo.stop());
  return repo;
}

/** A step that leaves a file behind, and a line for each time it ran. */
export const made = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  check: `test -e made/${name}`,
  run: `mkdir -p made && echo ${name} >> made/log && touch made/${name}`,
  ...more,
});
