import type { Command, Option } from "commander";

/** A command as completion needs it. */
export interface CommandNode {
  /** With the words before it: `slipway ios confirm`. */
  words: string;
  /** The subcommands. */
  children: { name: string; description: string }[];
  options: { flags: string[]; description: string; takes: "nothing" | "component" | "value" }[];
  /** Its argument is a key of version.json. */
  takesComponent: boolean;
  /** What its argument may be, when that is a closed list. */
  choices: readonly string[];
}

/** Every command of the program, each before those below it. */
export function commandNodes(command: Command, before = ""): CommandNode[] {
  const words = before === "" ? command.name() : `${before} ${command.name()}`;
  const help = command.createHelp();
  const children = help.visibleCommands(command);
  const [argument] = command.registeredArguments;
  return [
    {
      words,
      children: children.map((child) => ({
        name: child.name(),
        description: firstSentence(child.description()),
      })),
      options: help.visibleOptions(command).map(optionOf),
      takesComponent: argument?.name() === "component",
      choices: argument?.argChoices ?? [],
    },
    ...children.filter((child) => child.name() !== "help").flatMap((child) => commandNodes(child, words)),
  ];
}

function optionOf(option: Option): CommandNode["options"][number] {
  const isComponent = option.long === "--component";
  return {
    flags: [option.short, option.long].flatMap((flag) => flag ?? []),
    description: firstSentence(option.description),
    // What may follow an optional value is not known either, and that may be a component.
    takes: isComponent ? "component" : option.required ? "value" : "nothing",
  };
}

/** Without what shells would have to be told to take literally. */
function firstSentence(text: string): string {
  return (text.split(/[;:.](\s|$)| \(/)[0] ?? "").replace(/[`'"\\$[\]()]/g, "");
}
