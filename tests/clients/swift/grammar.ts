import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Language, type Node, Parser } from "web-tree-sitter";
import { repositoryRoot } from "../../support/repository.ts";

const grammar = "node_modules/@cursorless/tree-sitter-wasms/out/tree-sitter-swift.wasm";

/** Reads Swift as a tree. It is no compiler: it knows no types. */
export async function swiftReader(): Promise<(text: string) => Node> {
  await Parser.init();
  const parser = new Parser().setLanguage(await Language.load(join(repositoryRoot, grammar)));
  return (text) => {
    // The grammar knows no macros: these two are calls to it.
    const tree = parser.parse(text.replace(/#(?=(?:expect|require)\()/g, " "));
    if (tree === null) throw new Error("the parser was stopped");
    return tree.rootNode;
  };
}

/** Every Swift file of the clients, by its path from the root. */
export function swiftFiles(): Map<string, string> {
  const paths = globSync("clients/swift/**/*.swift", {
    cwd: repositoryRoot,
    exclude: ["**/.build/**"],
  }).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(repositoryRoot, path), "utf8")]));
}

/** "12: print(x)" */
export function placeOf(node: Node): string {
  return `${node.startPosition.row + 1}: ${node.text.split("\n")[0]}`;
}
