import { env } from "node:process";
import { afterEach } from "vitest";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";

/** Opens a monorepo in whose environment this process is until the test ends. */
export function useOpened(): () => Promise<Monorepo> {
  const plain = { ...env };
  let repo: Monorepo | undefined;
  afterEach(async () => {
    await repo?.stop();
    for (const name of Object.keys(env)) if (!(name in plain)) delete env[name];
    Object.assign(env, plain);
  });
  return async () => {
    repo = await createMonorepo();
    for (const [name, value] of Object.entries(repo.env)) if (name.startsWith("GIT_")) env[name] = value;
    return repo;
  };
}
