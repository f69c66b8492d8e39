import type { Workspace } from "../../../scripts/manifest/load.ts";
import { planWorkflows } from "../../../scripts/workflows/plan.ts";
import { memoryWorkspace } from "../../support/memory-tree.ts";

/** All that a team writes that goes from main to production. */
export const twoEnvironments = `{
  "name": "Shop", "build": 4,
  "ship": {
    "environments": {
      "staging": { "branch": "main", "url": "https://stg.shop.example", "auto": "push", "bump": true },
      "production": { "branch": "production", "url": "https://shop.example", "announces": true,
        "promote": { "from": "main", "needs": ["checks", "staging-verified"] } }
    },
    "gates": { "main": { "checks": ["ci-gate", "maintainer-review"], "code_owners": true }, "maintainers": ["ada"] }
  },
  "components": {
    "database": { "name": "Database", "kind": "database", "build": 3, "paths": ["supabase"],
      "deploy": { "type": "supabase", "migrations": true, "functions": [] } },
    "shop-api": { "name": "API", "kind": "server", "build": 4, "paths": ["apps/api"],
      "ci": { "run": ["npm test --workspace api"], "database": true }, "deploy": { "type": "npm", "script": "deploy" } },
    "web": { "name": "Web", "kind": "web", "build": 2, "paths": ["apps/web"], "preview": "npm run --silent preview",
      "ci": { "run": ["npm run lint", "npm run build"] }, "deploy": { "type": "npm", "script": "deploy" } }
  }
}
`;

/** That repository, with a change to its version.json. */
export function shopWorkspace(
  edit: (manifest: ReturnType<typeof JSON.parse>) => void = () => {},
  files: Record<string, string> = {},
): Promise<Workspace> {
  const manifest = JSON.parse(twoEnvironments);
  edit(manifest);
  return memoryWorkspace({ "version.json": JSON.stringify(manifest), "package-lock.json": "{}", ...files });
}

/** The generated files of a repository, by their path. */
export async function filesOf(workspace: Workspace): Promise<Record<string, string>> {
  const { changes } = await planWorkflows(workspace);
  return Object.fromEntries(
    changes.map(({ path, after }) => [path.replace(".github/workflows/", ""), after ?? ""]),
  );
}
