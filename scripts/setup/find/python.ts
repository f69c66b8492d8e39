import { posix } from "node:path";
import { z } from "zod";
import {
  type Candidate,
  type ComponentDraft,
  keyOf,
  type Survey,
  survey,
  titleFrom,
  withoutBuild,
} from "./candidate.ts";
import type { HostingSign } from "./hosting.ts";
import type { Snapshot } from "./snapshot.ts";
import { readToml } from "./toml.ts";
import { supportRole } from "./vendored.ts";

const text = z.string().min(1).optional().catch(undefined);
const scripts = z.record(z.string(), z.unknown()).optional().catch(undefined);
const about = z.looseObject({
  name: text,
  version: text,
  description: text,
  scripts,
  dependencies: z.unknown().optional(),
});
const pyproject = z.looseObject({
  project: about.optional().catch(undefined),
  tool: z.looseObject({
    poetry: about.extend({ "package-mode": z.boolean().optional().catch(undefined) }).optional().catch(
      undefined,
    ),
  }).optional().catch(undefined),
  "build-system": z.unknown().optional(),
});

const servers =
  /\b(django|flask|fastapi|starlette|uvicorn|gunicorn|hypercorn|aiohttp|sanic|tornado|litestar|quart|bottle|falcon|celery|streamlit|gradio|dash|chainlit|aiogram|python-telegram-bot|discord\.py|mcp)\b/i;
const starters = ["manage.py", "wsgi.py", "asgi.py", "app.py", "main.py", "server.py", "application.py"];
const definition = /^(pyproject\.toml|setup\.py|setup\.cfg|requirements(\/?[\w-]*)?\.txt|Pipfile)$/;

/** Projects of Python: what has a command, serves, or is published. */
export function surveyPython(
  snapshot: Snapshot,
  signs: readonly HostingSign[],
  isTaken: (folder: string) => boolean,
): Survey {
  const found = survey();
  const folders = [...snapshot.files].filter((path) => definition.test(posix.basename(path))).map((path) =>
    posix.dirname(path)
  );
  for (const folder of [...new Set(folders)].filter((folder) => folder.split("/").length <= 4).sort()) {
    if (isTaken(folder)) continue;
    const { candidate, why } = judge(folder, snapshot, signs.filter((sign) => sign.folder === folder));
    const role = folder === "." ? undefined : supportRole(folder);
    if (role === undefined && why === undefined) found.candidates.push(candidate);
    else if (why !== "") {
      found.leftOut.push({ path: folder, why: role ?? why ?? "", candidate });
    }
  }
  return found;
}

function judge(
  folder: string,
  snapshot: Snapshot,
  signs: readonly HostingSign[],
): { candidate: Candidate; why?: string } {
  const at = (name: string) => posix.join(folder, name);
  const toml = pyproject.safeParse(readToml(snapshot.read(at("pyproject.toml")))).data;
  const said = toml?.project ?? toml?.tool?.poetry;
  const setup = snapshot.read(at("setup.py")) ?? snapshot.read(at("setup.cfg"));
  const key = keyOf(said?.name, folder, snapshot.name);
  const needs = [
    JSON.stringify(said?.dependencies ?? ""),
    ...["requirements.txt", "requirements/base.txt", "Pipfile"].map((name) => snapshot.read(at(name)) ?? ""),
    setup ?? "",
  ].join("\n");
  const server = servers.exec(needs)?.[1];
  const starter = starters.find((name) => snapshot.files.has(at(name)));
  const commands = Object.keys(said?.scripts ?? {});
  const isBuilt = toml?.["build-system"] !== undefined && said?.name !== undefined || setup !== undefined;
  const kind: ComponentDraft["kind"] =
    server !== undefined && (signs.length > 0 || starter !== undefined || commands.length === 0 && !isBuilt)
      ? "server"
      : commands.length > 0
      ? "cli"
      : signs.length > 0
      ? "server"
      : "library";
  const evidence = [
    ...kind === "server" && server !== undefined ? [`it runs ${server.toLowerCase()}`] : [],
    ...kind === "server" && starter !== undefined ? [starter] : [],
    ...kind === "cli" ? [`it has the command ${commands[0]}`] : [],
    ...signs.map(({ what }) => what),
  ];
  const version = said?.version ?? /^[ \t]*version[ \t]*=[ \t]*["']?([\w.]+)/m.exec(setup ?? "")?.[1];
  const candidate: Candidate = {
    key,
    evidence: evidence.length > 0 ? evidence.join(", ") : "it can be published",
    component: {
      name: titleFrom(key),
      kind,
      ...said?.description && said.description.length <= 200 ? { description: said.description } : {},
      version: version ?? "0.0.0",
      build: 0,
      paths: [folder],
    },
    remarks: said?.version === undefined ? [] : [withoutBuild(at("pyproject.toml"))],
  };
  const isPlain = kind === "library" && (!isBuilt || toml?.tool?.poetry?.["package-mode"] === false);
  // A list of requirements alone is no project: most repositories have one for a tool.
  return {
    candidate,
    ...isPlain
      ? { why: said?.name === undefined ? "" : "a project of Python that nothing starts or publishes" }
      : {},
  };
}
