import type { Checkout, Monorepo, MonorepoOptions } from "./monorepo.ts";
import type { ManifestDraft } from "./monorepo/manifest.ts";
import type { Shipyard } from "./shipyard.ts";

/** A desktop app and a web platform in one repository, each a track; both use the shared core. `edit` has the last word. */
export function twoTracks({ edit }: { edit?: (draft: ManifestDraft) => void } = {}): MonorepoOptions {
  return {
    components: [],
    edit(draft) {
      draft.build = 41;
      draft.components = {
        tray: {
          ...{ name: "Tray", kind: "desktop", version: "1.8.5", build: 41, paths: ["apps/tray"] },
          mirrors: [{ type: "json", file: "apps/tray/tauri.conf.json", key: "/version", value: "version" }],
          release: {
            ...{ tag: "tray-v", inputs: ["crates/core/**"] },
            auto: { branch: "main", channel: "alpha" },
          },
        },
        platform: {
          ...{ name: "Platform", kind: "web", version: "2.3.0", build: 17, paths: ["apps/platform"] },
          mirrors: [{ type: "json", file: "apps/platform/package.json", key: "/version", value: "version" }],
          release: { tag: "v", inputs: ["crates/core/**"], auto: { branch: "main", channel: "alpha" } },
        },
      };
      edit?.(draft);
    },
    files: {
      "apps/tray/tauri.conf.json": '{ "productName": "Tray", "version": "1.8.5" }\n',
      "apps/tray/src/main.rs": "fn main() {}\n",
      "apps/platform/package.json": '{\n  "name": "platform",\n  "version": "2.3.0"\n}\n',
      "apps/platform/src/index.ts": "export {};\n",
      "crates/core/src/lib.rs": "pub fn core() {}\n",
      "docs/index.md": "# Docs\n",
    },
  };
}

/** The monorepo of these tracks, in step, with their live tags on the remote. */
export async function openTracks(
  yard: Shipyard,
  options = twoTracks(),
  tags = ["tray-v1.8.5", "v2.3.0"],
): Promise<Monorepo> {
  const repo = await yard.open(options);
  const readme = await repo.run("readme");
  if (readme.code !== 0) throw new Error(readme.stderr);
  await repo.commit("docs: the table");
  for (const tag of tags) await repo.git("tag", "--annotate", "--message", tag, tag);
  await repo.git("push", "--quiet", "--atomic", "origin", "main", ...tags);
  return repo;
}

/** The names of the remote's tags, sorted. */
export async function tagsAtRemote(repo: Checkout): Promise<string[]> {
  const lines = (await repo.git("ls-remote", "--tags", "--refs", "origin")).split("\n");
  return lines.filter((line) => line !== "").map((line) => line.replace(/^.*refs\/tags\//, "")).sort();
}
