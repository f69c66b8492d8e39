// Repositories that another tool releases: small ones, made for the purpose.

import { createForeign, type Foreign } from "../foreign.ts";
import { textsOf } from "./shape.ts";

/** What a repository is made of, and its history: each commit has the files that it changes. */
export interface ReleasedRepository {
  files: Record<string, string | object>;
  /** After the first commit, oldest first; a tag is set on the commit that has it. */
  commits: { message: string; files?: Record<string, string>; tags?: string[] }[];
  /** Tags of the first commit. */
  tags: string[];
}

const node = (name: string, version: string) => ({
  name,
  version,
  files: ["index.js"],
  repository: "example/example",
});

/** release-please, one package at the root. */
export function singlePackage(): ReleasedRepository {
  return {
    files: {
      "package.json": node("@example/lib", "1.4.0"),
      "src/version.js": 'export const version = "1.4.0"; // x-release-please-version\n',
      "CHANGELOG.md": "# Changelog\n\n## [1.4.0](https://example.test) (2026-01-01)\n",
      "release-please-config.json": {
        packages: {
          ".": {
            "release-type": "node",
            "include-component-in-tag": false,
            "extra-files": ["src/version.js"],
          },
        },
      },
      ".release-please-manifest.json": { ".": "1.4.0" },
    },
    tags: ["v1.4.0"],
    commits: [
      { message: "fix: an empty list is a list", files: { "src/a.js": "1\n" } },
      { message: "feat: lists of lists (#12)", files: { "src/b.js": "1\n" } },
      { message: "docs: say so", files: { "README.md": "# Lib\n" } },
    ],
  };
}

/** release-please, several packages of different kinds, two of which share their versions. */
export function manifestOfPackages(): ReleasedRepository {
  return {
    files: {
      "package.json": { name: "root", private: true, workspaces: ["packages/*"] },
      "packages/core/package.json": node("@example/core", "2.1.0"),
      "packages/web/package.json": node("@example/web", "2.1.0"),
      "crates/agent/Cargo.toml":
        '[package]\nname = "agent"\nversion = "0.3.1"\n\n[[bin]]\nname = "agent"\npath = "src/main.rs"\n',
      "crates/agent/src/main.rs": "fn main() {}\n",
      "release-please-config.json": {
        "bump-minor-pre-major": true,
        packages: {
          "packages/core": {
            "extra-files": [{ type: "json", path: "meta.json", jsonpath: "$.about.version" }],
          },
          "packages/web": { "changelog-path": "docs/CHANGES.md" },
          "crates/agent": { "release-type": "rust", "tag-separator": "/", component: "agent" },
        },
        plugins: [
          "node-workspace",
          { type: "linked-versions", groupName: "Example JS", components: ["core", "web"] },
        ],
      },
      "packages/core/meta.json": { about: { version: "2.1.0" } },
      ".release-please-manifest.json": {
        "packages/core": "2.1.0",
        "packages/web": "2.1.0",
        "crates/agent": "0.3.1",
      },
    },
    tags: ["core-v2.1.0", "web-v2.1.0", "agent/v0.3.1"],
    commits: [
      { message: "fix(core): no more waiting", files: { "packages/core/index.js": "1\n" } },
      { message: "feat(agent)!: the socket moved", files: { "crates/agent/src/main.rs": "fn main() { }\n" } },
    ],
  };
}

/** release-please, a package whose next versions are betas. */
export function prereleases(): ReleasedRepository {
  return {
    files: {
      "package.json": node("app", "3.0.0-beta.2"),
      "release-please-config.json": {
        packages: {
          ".": {
            "include-component-in-tag": false,
            versioning: "prerelease",
            prerelease: true,
            "prerelease-type": "beta",
          },
        },
      },
      ".release-please-manifest.json": { ".": "3.0.0-beta.2" },
    },
    tags: ["v2.9.0", "v3.0.0-beta.1", "v3.0.0-beta.2"],
    commits: [{ message: "fix: a crash at the start", files: { "index.js": "1\n" } }],
  };
}

/** The repository as a work tree of git, with its commits and tags; `main` is checked out. */
export async function createReleased({ files, commits, tags }: ReleasedRepository): Promise<Foreign> {
  const at = await createForeign(textsOf(files));
  for (const tag of tags) await at.git("tag", "--annotate", "--message", tag, tag);
  for (const { message, files, tags = [] } of commits) {
    await at.commit(message, files);
    for (const tag of tags) await at.git("tag", "--annotate", "--message", tag, tag);
  }
  return at;
}
