import { askForComponents, type CommandNode } from "./words.ts";

export function fishCompletion(nodes: readonly CommandNode[]): string {
  const steps = nodes.slice(1).map(({ words }) => `'${words}'`).join(" ");
  const lines = nodes.flatMap(({ words, children, options, takesComponent, choices }) => {
    const here = `complete -c slipway -n '__slipway_at "${words}"'`;
    return [
      ...children.map(({ name, description }) => `${here} -a ${name} -d '${description}'`),
      ...options.map(({ flags, description, takes }) => {
        const names = flags.map((flag) =>
          flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`
        );
        const value = takes === "nothing"
          ? ""
          : takes === "component"
          ? ` -xa '(${askForComponents})'`
          : " -r";
        return `${here} ${names.join(" ")}${value} -d '${description}'`;
      }),
      ...takesComponent ? [`${here} -a '(${askForComponents})'`] : [],
      ...choices.length > 0 ? [`${here} -a '${choices.join(" ")}'`] : [],
    ];
  });
  return `# Completion of slipway for fish. slipway completion fish > ~/.config/fish/completions/slipway.fish
function __slipway_at
  set -l at slipway
  for word in (commandline -opc)[2..-1]
    switch "$at $word"
      case ${steps}
        set at "$at $word"
    end
  end
  test "$at" = "$argv"
end
complete -c slipway -f
${lines.join("\n")}
`;
}
