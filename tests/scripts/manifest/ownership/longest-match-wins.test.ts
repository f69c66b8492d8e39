import { expect, test } from "vitest";
import { ownerOf } from "../../../../scripts/manifest/ownership.ts";
import { memoryMonorepo } from "../../../support/monorepo/in-memory.ts";

test.each([
  ["web/dashboard/src/a.ts", "dashboard"],
  ["web/dashboard", "dashboard"],
  ["web/dashboard2/a.ts", null],
  ["web/.env", null],
  ["web/docs/.env", "docs"],
  ["supabase/migrations/1.sql", "supabase"],
  ["supabase/functions/push/index.ts", "supabase"],
  ["supabase/functions/ask/index.ts", "busybro"],
  ["supabase/functions/ask/.hidden/a", "busybro"],
  ["supabase/functions/asking/index.ts", "supabase"],
  ["version.json", "shared"],
  ["notes/next-ship.md", "shared"],
  ["notes/old/.x", "shared"],
  ["web/docs/version.json", "docs"],
  ["README.md", "shared"],
  ["package.json", null],
])("promise 33: %s belongs to %s", async (path, owner) => {
  const { manifest } = await memoryMonorepo();
  expect(ownerOf(manifest, path)).toBe(owner);
});

test("folders with brackets are folders, globs are globs, and the whole repository gives way to everything", async () => {
  const { manifest } = await memoryMonorepo({
    components: ["docs", "status", "marketing"],
    edit: ({ components }) => {
      components.docs.paths = ["./web/[slug]/(group)/"];
      components.status.paths = ["**/*.status.ts"];
      components.marketing.paths = ["."];
    },
  });
  const owners = ["web/[slug]/(group)/a.ts", "a/b.status.ts", "anything/else", "version.json"].map((path) =>
    ownerOf(manifest, path)
  );
  expect(owners).toEqual(["docs", "status", "marketing", "shared"]);
});
