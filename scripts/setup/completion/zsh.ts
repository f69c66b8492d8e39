import { askForComponents, type CommandNode } from "./words.ts";

export function zshCompletion(nodes: readonly CommandNode[]): string {
  const steps = nodes.slice(1).map(({ words }) => `"${words}"`).join("|");
  const described = (name: string, description: string) => `'${name}:${description}'`;
  const cases = nodes.map(({ words, children, options, takesComponent, choices }) => {
    const commands = [...children.map(({ name, description }) => described(name, description)), ...choices];
    const flags = options.flatMap(({ flags, description }) =>
      flags.map((flag) => described(flag, description))
    );
    return [
      `    "${words}")`,
      `      choices=(${commands.join(" ")})`,
      ...takesComponent ? [`      choices+=(\${(f)"$(${askForComponents})"})`] : [],
      `      flags=(${flags.join(" ")}) ;;`,
    ].join("\n");
  });
  const values = nodes.flatMap(({ words, options }) =>
    options.filter(({ takes }) => takes !== "nothing").map(({ flags, takes }) =>
      `    ${flags.map((flag) => `"${words} ${flag}"`).join("|")}) flags=(); choices=(${
        takes === "component" ? `\${(f)"$(${askForComponents})"}` : ""
      }) ;;`
    )
  );
  return `#compdef slipway
# Completion of slipway for zsh. In ~/.zshrc, after compinit: eval "$(slipway completion zsh)"
_slipway() {
  local at=slipway word
  local -a choices flags
  for word in \${words[2,CURRENT-1]}; do
    case "$at $word" in
      (${steps}) at="$at $word" ;;
    esac
  done
  case "$at" in
${cases.map((one) => one.replace(/^( +)"/, '$1("')).join("\n")}
  esac
  case "$at \${words[CURRENT-1]}" in
${values.map((one) => one.replace(/^( +)"/, '$1("')).join("\n")}
  esac
  _describe -o 'option' flags
  _describe 'slipway' choices || _files
}
if [ "\${funcstack[1]}" = "_slipway" ]; then _slipway "$@"; else compdef _slipway slipway; fi
`;
}
