import type { Module } from "./modules.ts";

/** A line of the map in ARCHITECTURE.md. */
interface Room {
  path: string;
  /** What it may import; undefined is everything above it. */
  imports: string[] | undefined;
}

const row = /^\| `([^`]+)` \| .* \| ([^|]*) \|$/;

/** The rooms of the table below the heading "Rooms", from the lowest to the highest. */
export function readRooms(page: string): Room[] {
  const section = page.split(/^## /m).find((part) => part.startsWith("Rooms")) ?? "";
  return section.split("\n").map((line) => row.exec(line)).filter((match) => match !== null)
    .map(([, path = "", allowed = ""]) => ({
      path,
      imports: allowed.trim() === "everything above"
        ? undefined
        : [...allowed.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
    }));
}

/** The room that a file is in: the longest one that its path begins with. */
export function roomOf(rooms: readonly Room[], file: string): string | undefined {
  const holding = rooms.map(({ path }) => path).filter((path) =>
    file === path || file.startsWith(`${path}/`)
  );
  return holding.sort((a, b) => b.length - a.length)[0];
}

/** Which files make each room import which other room. */
function roomImports(
  rooms: readonly Room[],
  modules: Iterable<Module>,
): Map<string, Map<string, string[]>> {
  const found = new Map<string, Map<string, string[]>>();
  for (const { path, imports } of modules) {
    const from = roomOf(rooms, path);
    if (from === undefined) continue;
    const targets = found.get(from) ?? new Map<string, string[]>();
    found.set(from, targets);
    for (const { path: target } of imports) {
      const to = roomOf(rooms, target);
      if (to !== undefined && to !== from) {
        targets.set(to, [...targets.get(to) ?? [], `${path} imports ${target}`]);
      }
    }
  }
  return found;
}

/** What the code does that the map does not allow, and what the map allows that nothing does; a sentence each. */
export function roomProblems(rooms: readonly Room[], modules: Iterable<Module>): string[] {
  const found = roomImports(rooms, modules);
  return rooms.flatMap((room, floor) => {
    const below = rooms.slice(0, floor).map(({ path }) => path);
    const allowed = room.imports ?? below;
    const used = found.get(room.path) ?? new Map<string, string[]>();
    return [
      ...allowed.filter((path) => !below.includes(path))
        .map((path) => `${room.path} may import ${path}, which is no room above it in the table`),
      ...[...used].filter(([to]) => !allowed.includes(to)).flatMap(([, files]) => files),
      ...(room.imports ?? []).filter((path) => !used.has(path))
        .map((path) => `${room.path} may import ${path}, and does not: take it out of the table`),
    ];
  });
}

/** Rooms that no other room imports, though nothing in them is started on its own. */
export function lonelyRooms(
  rooms: readonly Room[],
  modules: Iterable<Module>,
  isEntry: (file: string) => boolean,
): string[] {
  const all = [...modules];
  const imported = new Set([...roomImports(rooms, all).values()].flatMap((targets) => [...targets.keys()]));
  const started = new Set(all.filter(({ path }) => isEntry(path)).map(({ path }) => roomOf(rooms, path)));
  return rooms.map(({ path }) => path).filter((path) => !imported.has(path) && !started.has(path));
}

/** What the files of a folder import from outside of it: packages, parts of a runtime, other folders. */
export function foreignImports(folder: string, modules: Iterable<Module>): string[] {
  return [...modules].filter(({ path }) => path.startsWith(`${folder}/`)).flatMap((
    { path, imports, packages },
  ) =>
    [...packages, ...imports.map((one) => one.path).filter((target) => !target.startsWith(`${folder}/`))]
      .map((name) => `${path} imports ${name}`)
  );
}

/** Folders that have no line, and lines that have no folder or file. */
export function unmapped(
  rooms: readonly Room[],
  folders: readonly string[],
  files: readonly string[],
): string[] {
  const paths = rooms.map(({ path }) => path);
  return [
    ...folders.filter((folder) => !paths.includes(folder)).map((folder) => `${folder} is not in the table`),
    ...paths.filter((path) => !files.some((file) => file === path || file.startsWith(`${path}/`)))
      .map((path) => `${path} is in the table and not in the repository`),
  ];
}
