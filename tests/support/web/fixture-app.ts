// A small web app as teams have one: accounts, organisations, projects with keys, and what is sent with a key.

import { randomHex, serveHttp } from "../../../scripts/runtime.ts";

export interface FixtureApp {
  url: string;
  /** What /health answers; a text as it is. */
  health: unknown;
  /** Whether POST /ingest asks for a key. */
  isIngestOpen: boolean;
  /** Whether the pages ask who is there. */
  isDashboardOpen: boolean;
  /** `METHOD /path`, in order. */
  asked: string[];
  /** Headers of the last request. */
  lastHeaders: Headers;
  stop(): Promise<void>;
}

interface Project {
  name: string;
  key: string;
  eventCount: number;
}

/** Starts the app on a free port. Nothing of it is kept. */
export async function startFixtureApp(): Promise<FixtureApp> {
  const sessions = new Map<string, { email: string; organisation?: string; project?: Project }>();
  const app: Omit<FixtureApp, "url" | "stop"> = {
    health: { ok: true, database: "ok", email: "configured" },
    isIngestOpen: false,
    isDashboardOpen: false,
    asked: [],
    lastHeaders: new Headers(),
  };
  const sessionOf = (request: Request) => {
    const [, id = ""] = /session=(\w+)/.exec(request.headers.get("cookie") ?? "") ?? [];
    return sessions.get(id);
  };
  const ingest = (request: Request): Response => {
    const key = request.headers.get("x-api-key");
    const project = [...sessions.values()].map((session) => session.project).find((one) => one?.key === key);
    if (project) project.eventCount++;
    return project || app.isIngestOpen
      ? Response.json({ accepted: 1 }, { status: 202 })
      : Response.json({ error: "no key" }, { status: 401 });
  };
  const server = await serveHttp(async (request) => {
    const { pathname: path } = new URL(request.url);
    app.asked.push(`${request.method} ${path}`);
    app.lastHeaders = request.headers;
    if (path === "/health") {
      return typeof app.health === "string" ? new Response(app.health) : Response.json(app.health);
    }
    if (path === "/ingest" && request.method === "POST") return ingest(request);
    if (path === "/register" && request.method === "GET") return form("/register", ["email", "password"]);
    if (path === "/login") return page("<h1>Log in</h1>");
    if (path === "/upload") return page('<label for="file">Choose</label><input type="file" id="file">');
    const fields = request.method === "POST" ? await request.formData() : new FormData();
    const text = (name: string) => String(fields.get(name) ?? "");
    if (path === "/register") {
      const id = randomHex(16);
      sessions.set(id, { email: text("email") });
      return seeOther("/organisations/new", { "set-cookie": `session=${id}; HttpOnly; Path=/` });
    }
    const session = sessionOf(request);
    if (path === "/errors") {
      return session ? Response.json([]) : Response.json({ error: "who?" }, { status: 401 });
    }
    if (session === undefined) {
      if (app.isDashboardOpen) return page("<h1>Everybody's</h1>");
      return seeOther(`/login?next=${encodeURIComponent(path)}`, {}, 302);
    }
    switch (`${request.method} ${path}`) {
      case "GET /organisations/new":
        return form("/organisations", ["name"]);
      case "POST /organisations":
        session.organisation = text("name");
        return seeOther("/projects/new");
      case "GET /projects/new":
        return form("/projects", ["name"]);
      case "POST /projects":
        session.project = { name: text("name"), key: "", eventCount: 0 };
        return seeOther("/keys");
      case "GET /keys":
        return page('<form method="post" action="/keys"><button>Make a key</button></form>');
      case "POST /keys":
        if (session.project) session.project.key = `key_${randomHex(8)}`;
        return page(`<code>${session.project?.key}</code>`);
      case "GET /":
      case "GET /overview":
        return page(`<h1>${session.project?.name}</h1><p>Events: ${session.project?.eventCount}</p>`);
      default:
        return new Response(null, { status: 404 });
    }
  });
  return Object.assign(app, { url: server.url, stop: server.stop });
}

function page(body: string): Response {
  return new Response(`<!doctype html><meta charset="utf-8"><title>Fixture</title><body>${body}</body>`, {
    headers: { "content-type": "text/html" },
  });
}

function form(action: string, fields: readonly string[]): Response {
  const inputs = fields.map((name) => `<label>${name} <input name="${name}"></label>`).join("");
  return page(`<form method="post" action="${action}">${inputs}<button>Go on</button></form>`);
}

function seeOther(location: string, headers: Record<string, string> = {}, status = 303): Response {
  return new Response(null, { status, headers: { ...headers, location } });
}
