// The shape that every control URL shares: read, set, forget, act.

import type { z } from "zod";
import { serveHttp } from "../runtime.ts";

/** A stand-in as its control URL shows it. */
interface Controllable<Settings> {
  /** What the stand-in received and counted, ready for JSON. */
  received: () => Record<string, unknown>;
  /** Forgets what was received. */
  forget: () => void;
  /** A strict object schema in which every setting has a default. */
  schema: z.ZodType<Settings>;
  /** Called with the settings in force after every change. */
  apply: (settings: Settings) => void;
  /** `POST <control_url>/<name>`: gets the parsed JSON body ({} when empty), answers with JSON. */
  actions: Record<string, (body: unknown) => unknown>;
}

/** A running control server. */
export interface Control {
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves the control URL of a stand-in. GET tells, PUT merges settings (422 names every wrong one), DELETE
 * forgets and restores the defaults, POST acts.
 */
export async function startControl<Settings extends object>(part: Controllable<Settings>): Promise<Control> {
  let settings = part.schema.parse({});
  const state = () => Response.json({ ...part.received(), settings });
  const change = (next: Settings) => {
    settings = next;
    part.apply(settings);
  };

  const server = await serveHttp(async (request) => {
    const name = new URL(request.url).pathname.slice(1);
    const body = await readJson(request);
    if (body === notJson || (body === undefined && request.method === "PUT")) {
      return refusal(400, "body_not_json", "The body is not JSON.");
    }
    if (request.method === "POST") {
      const action = Object.hasOwn(part.actions, name) ? part.actions[name] : undefined;
      if (!action) {
        const known = Object.keys(part.actions).join(", ") || "none";
        return refusal(404, "action_unknown", `There is no action "${name}". Known: ${known}.`);
      }
      return await attempt(async () => Response.json(await action(body ?? {}) ?? { ok: true }));
    }
    if (name !== "") return refusal(404, "not_found", "Settings live at the control URL itself.");
    switch (request.method) {
      case "GET":
        return state();
      case "PUT":
        return await attempt(() => {
          change(part.schema.parse({ ...settings, ...asObject(body) }));
          return state();
        });
      case "DELETE":
        part.forget();
        change(part.schema.parse({}));
        return state();
      default:
        return refusal(405, "method_not_allowed", "Use GET, PUT, DELETE or POST.", {
          allow: "GET, PUT, DELETE, POST",
        });
    }
  });
  part.apply(settings);
  return { url: server.url, stop: server.stop };
}

const notJson = Symbol("not JSON");

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

function asObject(body: unknown): object {
  return typeof body === "object" && body !== null && !Array.isArray(body) ? body : { body };
}

/** Turns a zod error into a 422 that names every problem, and anything else into a 500 with its message. */
async function attempt(act: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    if (isZodError(error)) {
      const problems = error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
      return refusal(422, "settings_invalid", problems.join("; "));
    }
    return refusal(500, "action_failed", error instanceof Error ? error.message : String(error));
  }
}

function isZodError(error: unknown): error is z.ZodError {
  return error instanceof Error && error.name === "ZodError";
}

function refusal(status: number, code: string, message: string, headers?: HeadersInit): Response {
  return Response.json({ code, message }, { status, headers });
}
