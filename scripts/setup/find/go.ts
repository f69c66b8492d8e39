import { posix } from "node:path";
import { keyFrom, type Survey, survey, titleFrom } from "./candidate.ts";
import type { HostingSign } from "./hosting.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";

const server =
  /\b(gin-gonic\/gin|labstack\/echo|go-chi\/chi|gofiber\/fiber|gorilla\/mux|google\.golang\.org\/grpc|connectrpc\.com\/connect|valyala\/fasthttp|julienschmidt\/httprouter)\b/;
const terminal = /\b(spf13\/cobra|urfave\/cli|charmbracelet\/bubbletea|alecthomas\/kong)\b/;

/** Modules of Go that build a program; a library at the root when it is all that there is. */
export function surveyGo(
  snapshot: Snapshot,
  signs: readonly HostingSign[],
  isTaken: (folder: string) => boolean,
): Survey {
  const found = survey();
  const modules = [...snapshot.files].filter((path) => posix.basename(path) === "go.mod").map((path) =>
    posix.dirname(path)
  )
    .sort();
  for (const folder of modules.filter((folder) => !isTaken(folder))) {
    const text = snapshot.read(posix.join(folder, "go.mod")) ?? "";
    const path = /^module[ \t]+"?([^\s"]+)/m.exec(text)?.[1] ?? folder;
    const name = path.split("/").filter((part) => !/^v\d+$/.test(part)).at(-1) ?? snapshot.name;
    const programs = programsOf(folder, modules, snapshot);
    const own = signs.filter((sign) => sign.folder === folder).map(({ what }) => what);
    const serves = server.test(text) || own.length > 0 && !terminal.test(text) ||
      programs.some((program) => /(^|[-_/])(server|api|daemon|worker)d?$/.test(program));
    const key = keyFrom(name);
    const candidate = {
      key,
      evidence: [
        programs.length > 0 ? `it builds ${programs.slice(0, 3).join(", ")}` : "a module that others import",
        ...own,
      ].join(", "),
      component: {
        name: titleFrom(key),
        kind: programs.length === 0 && own.length === 0
          ? "library" as const
          : serves
          ? "server" as const
          : "cli" as const,
        version: "0.0.0",
        build: 0,
        paths: [folder],
      },
      remarks: programs.length > 1
        ? [
          `${
            posix.join(folder, "go.mod")
          }: ${programs.length} programs ship together; one that ships alone gets a component with paths of its own`,
        ]
        : [],
    };
    const role = folder === "." ? undefined : supportRole(folder);
    const why = role ??
      (programs.length > 0 || own.length > 0 || modules.length === 1 && folder === "."
        ? undefined
        : "a module that other code imports");
    if (why === undefined) found.candidates.push(candidate);
    else found.leftOut.push({ path: folder, why, candidate });
  }
  return found;
}

/** The programs of a module: every folder with a `package main` in main.go; tools and examples aside. */
function programsOf(folder: string, modules: readonly string[], { files, read }: Snapshot): string[] {
  const start = folder === "." ? "" : `${folder}/`;
  const inner = modules.filter((other) => other !== folder && other.startsWith(start)).map((other) =>
    `${other}/`
  );
  return [...files].sort().flatMap((path) => {
    if (!path.startsWith(start) || posix.basename(path) !== "main.go") return [];
    if (inner.some((other) => path.startsWith(other))) return [];
    const place = posix.dirname(path.slice(start.length));
    const isMain = /^[ \t]*package[ \t]+main\b/m.test(read(path) ?? "");
    if (!isMain || place !== "." && supportRole(place) !== undefined) return [];
    return [place === "." ? "main.go" : posix.basename(place)];
  });
}
