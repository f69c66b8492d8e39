import type { Launch } from "./launch.ts";

/**
 * A launch configuration of Warp: one window with a tab per folder. Folders are absolute, as Warp wants them.
 * Source: Warp, "Launch Configurations", YAML format.
 */
export async function renderWarp({ name, tabs, command }: Launch, marker: string): Promise<string> {
  const { Document } = await import("yaml");
  const document = new Document({
    name,
    windows: [{
      tabs: tabs.map(({ title, folder }) => ({
        title,
        layout: { cwd: folder, ...command === undefined ? {} : { commands: [{ exec: command }] } },
      })),
    }],
  });
  // a long path stays in one line
  return `# ${marker}\n---\n${document.toString({ lineWidth: 0 })}`;
}
