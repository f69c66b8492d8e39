import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync, Visitor } from "rolldown/utils";

/** What one file imports and exports, types included. */
export interface Module {
  path: string;
  imports: Import[];
  /** What it imports by a name, of a package or a runtime. */
  packages: string[];
  exports: string[];
  /** How often each name stands in the file, its declaration included. */
  mentions: Map<string, number>;
}

interface Import {
  /** The imported file, from the root. */
  path: string;
  /** Undefined where it is not written down which: `import * as`, `export *`, `import()`. */
  names: string[] | undefined;
}

/** Every source file of the repository, by its path from the root. */
export function readModules(root: string): Map<string, Module> {
  const paths = globSync(
    ["clients/ts/**/*.ts", "functions/**/*.ts", "scripts/**/*.{ts,mjs}", "tests/**/*.{ts,mjs}", "*.ts"],
    { cwd: root, exclude: ["**/node_modules/**"] },
  );
  return new Map(
    paths.sort().map((path) => [path, parseModule(path, readFileSync(join(root, path), "utf8"))]),
  );
}

const entries = [
  /^[^/]+$/, // configurations of tools
  /^clients\/ts\/src\/(index|live|react|react-native|page\/(element|version|watcher|slipway-client))\.ts$/, // imported by apps
  /^functions\/[^_][^/]*\/index\.ts$/,
  /^scripts\/main\.ts$/,
  /^scripts\/local-platform\.ts$/, // of another package
  /^scripts\/tasks\/[^/]+$/,
  /\.gen\.ts$/,
  /\/fixtures\//,
  /^tests\/support\/(temporary-folder|faults-table)\.ts$/, // named in the configurations of vitest
];

/** What is started, or read by a tool, and so needs nobody who imports it. */
export function isEntry(path: string): boolean {
  return entries.some((pattern) => pattern.test(path));
}

/** Raises Error when the text does not parse. */
export function parseModule(path: string, text: string): Module {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const packages: string[] = [];
  const add = (specifier: string, names?: string[]) => {
    if (specifier.startsWith(".")) imports.push({ path: normalize(join(dirname(path), specifier)), names });
    else packages.push(specifier);
  };
  for (const { moduleRequest, entries } of module.staticImports) {
    const isWhole = entries.some(({ importName }) => importName.kind === "NamespaceObject");
    add(
      moduleRequest.value,
      isWhole ? undefined : entries.map(({ importName }) => importName.name ?? "default"),
    );
  }
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  for (const { moduleRequest, importName } of exported) {
    if (moduleRequest) add(moduleRequest.value, importName.name ? [importName.name] : undefined);
  }
  const mentions = new Map<string, number>();
  const mention = (name: string) => mentions.set(name, (mentions.get(name) ?? 0) + 1);
  new Visitor({
    Identifier: ({ name }) => mention(name),
    ImportExpression: ({ source }) => source.type === "Literal" && add(String(source.value)),
    TSImportType: ({ source }) => add(source.value),
  }).visit(program);
  const exports = exported.filter(({ exportName }) => exportName.kind !== "None")
    .map(({ exportName }) => exportName.name ?? "default");
  return { path, imports, packages, exports, mentions };
}
