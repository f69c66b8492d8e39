import type { Workspace } from "../../scripts/manifest/load.ts";
import { memoryWorkspace } from "./memory-tree.ts";

interface ComponentWish {
  version: string;
  build?: number;
  mirrors: Record<string, unknown>[];
  [more: string]: unknown;
}

/** A repository of a few components with these files; README.md has its markers. */
export function smallWorkspace(
  components: Record<string, ComponentWish>,
  files: Record<string, string | Uint8Array>,
): Promise<Workspace> {
  const entries = Object.entries(components).map(([key, component]) =>
    [key, { name: key, kind: "desktop", build: 1, paths: [`apps/${key}`], ...component }] as const
  );
  const build = Math.max(...entries.map(([, component]) => Number(component.build)));
  const manifest = { name: "small", build, components: Object.fromEntries(entries) };
  return memoryWorkspace({
    "version.json": `${JSON.stringify(manifest, null, 2)}\n`,
    "README.md":
      "<!-- VERSION:banner -->\n<!-- /VERSION:banner -->\n<!-- VERSION:table -->\n<!-- /VERSION:table -->\n",
    ...files,
  });
}
