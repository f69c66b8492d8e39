// slipway completion: what a shell has to know to complete it.

import process from "node:process";
import { Argument, Command } from "commander";

const shells = ["bash", "zsh", "fish"];

/**
 * `slipway completion bash|zsh|fish`; `components` is what the scripts ask for while they complete. `createProgram`
 * makes the whole tree of commands, this one included.
 */
export function completionCommand(createProgram: () => Promise<Command>): Command {
  return new Command("completion")
    .description("Print the script that completes commands, options and component keys in a shell.")
    .addArgument(new Argument("<shell>", "which shell").choices([...shells, "components"]))
    .addHelpText(
      "after",
      `
  bash   eval "$(slipway completion bash)"                                         in ~/.bashrc
  zsh    eval "$(slipway completion zsh)"                                          in ~/.zshrc, after compinit
  fish   slipway completion fish > ~/.config/fish/completions/slipway.fish
components prints the keys of version.json, one per line; the scripts ask for them.`,
    )
    .action((shell: string) => complete(shell, createProgram));
}

async function complete(shell: string, createProgram: () => Promise<Command>): Promise<void> {
  if (shell === "components") {
    const { componentKeys } = await import("../setup/completion/words.ts");
    for (const key of await componentKeys(process.cwd())) console.log(key);
    return;
  }
  const { commandNodes } = await import("../setup/completion/tree.ts");
  const nodes = commandNodes(await createProgram());
  process.stdout.write(await scriptFor(shell, nodes));
}

type Nodes = Parameters<typeof import("../setup/completion/bash.ts").bashCompletion>[0];

async function scriptFor(shell: string, nodes: Nodes): Promise<string> {
  if (shell === "bash") return (await import("../setup/completion/bash.ts")).bashCompletion(nodes);
  if (shell === "zsh") return (await import("../setup/completion/zsh.ts")).zshCompletion(nodes);
  return (await import("../setup/completion/fish.ts")).fishCompletion(nodes);
}
