import { expect } from "vitest";
import { codes, type Monorepo, type Shipyard } from "../../support/shipyard.ts";

/** Ships, which is refused before anything is written: no file, no commit, no ship, no build. */
export async function refusedShip(yard: Shipyard, repo: Monorepo, ...args: string[]) {
  const state = async () =>
    await repo.git("status", "--porcelain", "--untracked-files=all") + await repo.git("rev-parse", "HEAD");
  const before = await state();
  yard.tap.calls = [];
  const outcome = await yard.run(repo, "ship", ...args, "--json");
  expect(await state()).toBe(before);
  expect((await yard.status()).ships).toEqual([]);
  expect(yard.tap.calls.map(({ name }) => name)).not.toContain("begin_ship");
  return { code: outcome.code, codes: codes(outcome) };
}
