import { makeTempDir, removeDir } from "../../scripts/runtime.ts";
import { type Checkout, openCheckout } from "./monorepo.ts";

/** version.json of a repository with two tracks: `web` follows commits, `api` change files. */
const releaseManifest = {
  name: "Shop",
  build: 1,
  ship: { release: { host: { type: "github", repo: "acme/shop" } } },
  components: {
    web: {
      name: "Web",
      kind: "web",
      version: "1.0.0",
      build: 1,
      paths: ["web"],
      release: {
        tag: "web-v",
        inputs: ["core/**"],
        changelog: { file: "web/CHANGELOG.md", entries: "generated" },
        notes: "release-notes/web/{version}.md",
        evidence: { contract: ["web/api"], env: ["web/.env.example"], migrations: ["web/migrations"] },
      },
    },
    api: {
      name: "API",
      kind: "server",
      version: "2.0.0",
      build: 1,
      paths: ["api"],
      release: { tag: "api-v", bump: "changes", changelog: "api/CHANGELOG.md" },
    },
    lib: { name: "Library", kind: "library", build: 1, paths: ["lib"] },
  },
};

/** Such a repository with both tracks released, on `main`; `stop` removes it. */
export async function createReleaseRepository(
  files: Record<string, string> = {},
): Promise<Checkout & { stop: () => Promise<void> }> {
  const folder = await makeTempDir("slipway-release-");
  const work = openCheckout(folder, folder);
  await work.git("init", "--quiet", "--initial-branch=main");
  await work.commit("feat: everything", {
    "version.json": JSON.stringify(releaseManifest, null, 2),
    "web/index.ts": "1\n",
    "api/package.json": '{ "name": "@acme/api" }\n',
    "api/CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n",
    ...files,
  });
  await work.git("tag", "-a", "-m", "Web", "web-v1.0.0");
  await work.git("tag", "api-v2.0.0");
  return { ...work, stop: () => removeDir(folder) };
}
