import { quote } from "../deploy/planned-command.ts";
import type { Launch } from "./launch.ts";

/**
 * A POSIX shell script that makes a session of tmux with a window per folder, and shows it; a session that is there is shown as it is.
 * Commands are typed into the person's own shell, so that the window stays when they end.
 */
export function renderTmux({ name, tabs, command }: Launch, marker: string): string {
  const windows = tabs.map(({ title, folder }, at) => {
    const make = at === 0 ? `new-session -d -s ${name}` : `new-window -d -t '=${name}:'`;
    // tmux would put something else in the place of #S, #{…} and #(…), in a name and in a folder
    const [shown, start] = [title, folder].map((text) => quote(text.replaceAll("#", "##")));
    return [
      `  pane=$(tmux ${make} -P -F '#{pane_id}' -n ${shown} -c ${start})`,
      ...command === undefined ? [] : [
        `  tmux send-keys -t "$pane" -l -- ${quote(command)}`,
        '  tmux send-keys -t "$pane" Enter',
      ],
    ];
  });
  return [
    "#!/bin/sh",
    `# ${marker}`,
    "set -eu",
    `if ! tmux has-session -t '=${name}' 2>/dev/null; then`,
    ...windows.flat(),
    "fi",
    `if [ -n "\${TMUX:-}" ]; then tmux switch-client -t '=${name}'`,
    `elif [ -t 1 ]; then exec tmux attach-session -t '=${name}'`,
    `else echo "tmux attach-session -t '=${name}'"`,
    "fi",
    "",
  ].join("\n");
}
