import type { Module } from "./modules.ts";

/**
 * The exports that no other file needs, as "file: name". What only tests import is needed when its own file uses it
 * as well: then it is a part that is tested alone. When its own file does not use it, it is dead.
 */
export function unusedExports(
  modules: ReadonlyMap<string, Module>,
  isEntry: (file: string) => boolean,
): string[] {
  const importers = new Map<string, { from: Module; names: string[] | undefined }[]>();
  for (const from of modules.values()) {
    for (const { path, names } of from.imports) {
      importers.set(path, [...importers.get(path) ?? [], { from, names }]);
    }
  }
  return [...modules.values()].filter(({ path }) => !isEntry(path)).flatMap((module) => {
    const isTest = module.path.startsWith("tests/");
    return module.exports.filter((name) => {
      const users = (importers.get(module.path) ?? [])
        // where the names are not written down, the file that imports says the name when it uses it
        .filter(({ from, names }) => names?.includes(name) ?? from.mentions.has(name));
      if (users.some(({ from }) => isTest || !from.path.startsWith("tests/"))) return false;
      return users.length === 0 || (module.mentions.get(name) ?? 0) < 2;
    }).map((name) => `${module.path}: ${name}`);
  });
}
