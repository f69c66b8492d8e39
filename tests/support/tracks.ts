import type { MonorepoOptions } from "./monorepo.ts";
import type { ManifestDraft } from "./monorepo/manifest.ts";

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
