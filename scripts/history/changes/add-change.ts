import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { createInside } from "../../manifest/real-path.ts";
import type { Workspace } from "../../manifest/load.ts";
import { randomHex } from "../../runtime.ts";
import type { Level } from "../../tracks/version.ts";
import { readPackages } from "./package-names.ts";
import { changesFolder } from "./read-changes.ts";

/** What a change file says. */
export interface NewChange {
  /** Component to level; nobody for a change that no release tells of. */
  releases: ReadonlyMap<string, Level>;
  summary: string;
}

const words = [
  [
    "brave",
    "calm",
    "clever",
    "eager",
    "fair",
    "gentle",
    "green",
    "kind",
    "late",
    "light",
    "lucky",
    "neat",
    "proud",
    "quick",
    "quiet",
    "warm",
  ],
  [
    "apples",
    "birds",
    "boats",
    "books",
    "clouds",
    "doors",
    "foxes",
    "hills",
    "lamps",
    "oaks",
    "owls",
    "pens",
    "rivers",
    "stones",
    "trains",
    "winds",
  ],
  [
    "arrive",
    "dance",
    "drift",
    "grow",
    "hum",
    "jump",
    "listen",
    "march",
    "meet",
    "rest",
    "rise",
    "run",
    "sing",
    "swim",
    "turn",
    "wave",
  ],
];

/** Three words of a number in hex, as `brave-owls-sing`: the same ones each time. Three digits make 4,096 names. */
export function changeName(hex: string): string {
  const digits = [...hex].map((digit) => Number.parseInt(digit, 16));
  return words.map((list, index) => list[(digits[index] ?? 0) % list.length]).join("-");
}

/**
 * Writes a change file under a name that nobody has, and resolves to its path. Components are named by their package when they have exactly one, so
 * that `changeset` reads the file too. Raises CommandError `change_name_taken` when no name is free.
 */
export async function addChange(
  { root, tree, manifest }: Workspace,
  { releases, summary }: NewChange,
  draw: () => string = () => randomHex(2),
): Promise<string> {
  const packages = await readPackages(tree, manifest);
  const nameOf = (key: string) => {
    const own = packages.filter(({ component }) => component === key);
    const isOnly = own.length === 1 && packages.filter(({ name }) => name === own[0]?.name).length === 1;
    return isOnly ? own[0]?.name ?? key : key;
  };
  const lines = [...releases].map(([key, level]) => `${JSON.stringify(nameOf(key))}: ${level}\n`);
  const text = `---\n${lines.join("")}---\n\n${summary.trim()}\n`;
  for (let attempt = 0; attempt < 100; attempt++) {
    const path = `${changesFolder}/${changeName(draw())}.md`;
    if (createNew(root, path, text)) return path;
  }
  throw new CommandError(
    "change_name_taken",
    `${changesFolder} has so many files that no name was free`,
    "Release what is there first.",
    exitCode.refused,
  );
}

/** Whether the file was made; one that is there stays. Raises `path_outside` when a link leads out of the repository. */
function createNew(root: string, path: string, text: string): boolean {
  try {
    createInside(root, path, text);
    return true;
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === "EEXIST") return false;
    throw error;
  }
}
