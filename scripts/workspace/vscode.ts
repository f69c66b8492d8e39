import type { Launch } from "./launch.ts";

/**
 * A workspace of VS Code: every folder, and a task per tab that opens a terminal there when the workspace is opened. It asks once whether
 * tasks may run by themselves. Source: VS Code, "Multi-root Workspaces", "Tasks" (`runOptions`, `presentation`).
 */
export function renderVscode({ tabs, command }: Launch, marker: string): string {
  const folders = tabs.filter(({ folder }, at) => tabs.findIndex((other) => other.folder === folder) === at);
  const workspace = {
    folders: folders.map(({ title, folder }) => ({ name: title, path: folder })),
    settings: {},
    tasks: {
      version: "2.0.0",
      tasks: tabs.map(({ title, folder }) => ({
        label: title,
        type: "shell",
        // a terminal without a command ends at once
        command: command ?? 'exec "$SHELL"',
        options: { cwd: folder },
        presentation: { panel: "dedicated", reveal: "always", showReuseMessage: false },
        runOptions: { runOn: "folderOpen" },
        problemMatcher: [],
      })),
    },
  };
  return `// ${marker}\n${JSON.stringify(workspace, null, 2)}\n`;
}
