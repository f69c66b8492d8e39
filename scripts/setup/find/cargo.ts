import { posix } from "node:path";
import { cargo, type Crate, crateVersion } from "./cargo-toml.ts";
import {
  type Candidate,
  type ComponentDraft,
  keyFrom,
  type Survey,
  survey,
  titleFrom,
  withoutBuild,
} from "./candidate.ts";
import { anyOf } from "./package-folders.ts";
import type { Snapshot } from "./snapshot.ts";
import { readToml } from "./toml.ts";
import { supportRole } from "./vendored.ts";

const servers = /^(axum|actix-web|rocket|warp|tonic|poem|tide|salvo|pingora|hyper)$/;
const desktops = /^(tauri|eframe|iced|slint|gtk4?|relm4|winit|bevy|dioxus|egui)$/;

/** Crates that build a program; in a repository without any the libraries, which are then what ships. */
export function surveyCargo(snapshot: Snapshot, isTaken: (folder: string) => boolean): Survey {
  const crates = [...snapshot.files].filter((path) => posix.basename(path) === "Cargo.toml").sort()
    .flatMap((file): Crate[] => {
      const found = cargo.safeParse(readToml(snapshot.read(file))).data;
      return found === undefined
        ? []
        : [{ file, folder: posix.dirname(file), found, name: found.package?.name ?? "" }];
    });
  // A workspace may be nothing but its members.
  const free = crates.filter(({ folder, found }) => found.package !== undefined && !isTaken(folder));
  const judged = free.map((crate) => ({ crate, programs: programsOf(crate, snapshot), role: roleOf(crate) }));
  const hasPrograms = judged.some(({ programs, role }) => programs.length > 0 && role === undefined) ||
    crates.some(({ folder }) => isTaken(folder));
  const found = survey();
  for (const { crate, programs, role } of judged) {
    const why = role ??
      (programs.length > 0
        ? sideCrate(crate, crates)
        : crate.found.package?.publish === false
        ? "a library that is not published"
        : hasPrograms
        ? "a library of this repository"
        : undefined);
    const candidate = propose(crate, programs, crates);
    if (why === undefined) found.candidates.push(candidate);
    else found.leftOut.push({ path: crate.folder, why, candidate });
  }
  return found;
}

/** A workspace may say which of its members `cargo build` builds. */
function sideCrate({ folder }: Crate, crates: readonly Crate[]): string | undefined {
  const around = crates.find(({ found }) => found.workspace?.["default-members"] !== undefined);
  const members = around?.found.workspace?.["default-members"] ?? [];
  if (around === undefined || folder === around.folder) return undefined;
  const isMember = anyOf(members.map((member) => posix.join(around.folder, member)))(folder);
  return isMember ? undefined : "not among the default members of its workspace";
}

function roleOf({ folder, name }: Crate): string | undefined {
  return folder === "."
    ? undefined
    : supportRole(folder) ?? (/^xtask$/.test(name) ? "a tool of the repository" : undefined);
}

/** The names of what `cargo build` leaves to be run. */
function programsOf({ folder, found, name }: Crate, { files }: Snapshot): string[] {
  const at = (path: string) => posix.join(folder, path);
  return [
    ...found.bin.map((bin) => bin.name ?? name),
    ...found.bin.length === 0 && files.has(at("src/main.rs")) ? [name] : [],
    ...[...files].flatMap((path) => {
      const program = path.startsWith(`${at("src/bin")}/`)
        ? /^([\w-]+)(\.rs|\/main\.rs)$/.exec(path.slice(at("src/bin").length + 1))?.[1]
        : undefined;
      return program === undefined ? [] : [program];
    }),
  ];
}

function propose(
  crate: Crate,
  programs: readonly string[],
  crates: readonly Crate[],
): Candidate {
  const { file, folder, found, name } = crate;
  const key = keyFrom(name);
  const uses = Object.keys(found.dependencies);
  const kind: ComponentDraft["kind"] = programs.length === 0
    ? "library"
    : uses.some((one) => desktops.test(one))
    ? "desktop"
    : uses.some((one) => servers.test(one))
    ? "server"
    : "cli";
  return {
    key,
    evidence: programs.length === 0
      ? `${file} can be published`
      : `${file} builds ${programs.slice(0, 3).join(", ")}`,
    component: {
      name: titleFrom(key),
      kind,
      ...found.package?.description ? { description: found.package.description.trim() } : {},
      version: crateVersion(crate, crates),
      build: 0,
      paths: [folder],
    },
    ...programs.length > 0 ? { scope: workspaceOf(crate, crates) } : {},
    remarks: [withoutBuild(file)],
  };
}

function workspaceOf({ folder }: Crate, crates: readonly Crate[]): string {
  const isAround = (other: string) => other === "." || `${folder}/`.startsWith(`${other}/`);
  return crates.find(({ found, folder: other }) => found.workspace !== undefined && isAround(other))
    ?.folder ?? folder;
}
