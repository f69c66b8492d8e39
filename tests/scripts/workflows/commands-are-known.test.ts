import { expect, test } from "vitest";
import type { Command } from "commander";
import { createProgram } from "../../../scripts/program.ts";
import { packageJson, trackManifest } from "../../support/track-manifests.ts";
import { memoryWorkspace } from "../../support/memory-tree.ts";
import { filesOf, shopWorkspace } from "./shop.ts";

/** What a generated line adds to its command, as its own shell lines build it. */
const added: readonly [RegExp, string][] = [
  [/slipway promote /, "--wait=1800 --dry-run --reason=x --override=x"],
  [/slipway /, "--wait=1800 --sha=x --reason=x --env=x"],
];

/** The options that the command of a line does not know, each behind the command's words; null where there is no such command. */
function unknownOptions(program: Command, words: readonly string[]): string[] | null {
  const names: string[] = [];
  let command: Command = program;
  for (const word of words) {
    const next: Command | undefined = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
    names.push(word);
  }
  const isMissing = command.registeredArguments.length === 0 && /^[a-z]/.test(words[names.length] ?? "");
  if (names.length === 0 || isMissing) return null;
  return words.filter((word) => /^--./.test(word)).map((word) => word.replace(/=.*$/, ""))
    .filter((word) => !command.options.some(({ long }) => long === word))
    .map((word) => [...names, word].join(" "));
}

test("promise 166: every option that a workflow gives a command is one that the command knows", async () => {
  const program = await createProgram();
  const tracks = { a: { tag: "a-v", auto: { branch: "next", channel: "alpha" } }, b: { tag: "b-v" } };
  const ship = { release: { back_merge: { from: "main", to: "next" } } };
  const files = {
    ...await filesOf(await shopWorkspace((manifest) => manifest.ship.gates.checklist = ["Tests"])),
    ...await filesOf(
      await memoryWorkspace({
        "version.json": trackManifest(tracks, ship),
        ...{ "apps/a/package.json": packageJson("1.0.0"), "apps/b/package.json": packageJson("1.0.0") },
      }),
    ),
  };
  const lines = Object.values(files).join("\n").split("\n").map((line) =>
    line.replaceAll('"${args[@]}"', added.find(([command]) => command.test(line))?.[1] ?? "")
  ).join("\n").matchAll(/npx --no slipway ([^\n;]+)/g);
  const missing = new Set<string>();
  const wrong = new Set<string>();
  for (const [, line = ""] of lines) {
    const words = line.split(" ").filter((word) => !/^["']/.test(word));
    const unknown = unknownOptions(program, words);
    if (unknown === null) {
      missing.add(
        words.slice(0, 2).filter((word) => /^[a-z-]+$/.test(word) && !word.startsWith("-")).join(" "),
      );
    } else for (const option of unknown) wrong.add(option);
  }
  expect([...wrong]).toEqual([]);
  expect([...missing]).toEqual([]);
});
