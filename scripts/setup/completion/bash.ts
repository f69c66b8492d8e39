import { askForComponents, type CommandNode } from "./words.ts";

export function bashCompletion(nodes: readonly CommandNode[]): string {
  const steps = nodes.slice(1).map(({ words }) => `"${words}"`).join("|");
  const cases = nodes.map(({ words, children, options, takesComponent, choices }) => {
    const list = [...children.map(({ name }) => name), ...choices, ...options.flatMap(({ flags }) => flags)];
    const more = takesComponent ? ` $(${askForComponents})` : "";
    return `    "${words}") choices="${list.join(" ")}${more}" ;;`;
  });
  const values = nodes.flatMap(({ words, options }) =>
    options.filter(({ takes }) => takes !== "nothing").map(({ flags, takes }) =>
      `    ${flags.map((flag) => `"${words} ${flag}"`).join("|")}) choices="${
        takes === "component" ? `$(${askForComponents})` : ""
      }" ;;`
    )
  );
  return `# Completion of slipway for bash. In ~/.bashrc: eval "$(slipway completion bash)"
_slipway() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} at=slipway choices i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${steps}) at="$at \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at" in
${cases.join("\n")}
  esac
  case "$at $before" in
${values.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$choices" -- "$word"))
}
complete -o default -F _slipway slipway
`;
}
