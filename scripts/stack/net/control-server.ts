import { z } from "zod";
import { type HttpServer, serveHttp } from "../../runtime.ts";

/** What a control URL does. */
export interface Control<Changes> {
  /** Every setting that may be put, each optional; strict, so that unknown ones are refused. */
  changes: z.ZodType<Changes>;
  /** GET: what was received, and the present settings. */
  read(): unknown;
  /** PUT: only the settings that were sent. */
  change(changes: Changes): void;
  /** DELETE: forget what was received, restore the default settings. */
  reset(): void;
  /** POST <control_url>/<name>. */
  actions: Record<string, () => Promise<void>>;
}

/** Serves a control URL on 127.0.0.1. Errors are JSON `{code, message}`: 404, 405, 400 for no JSON, 422 for wrong settings. */
export function serveControl<Changes>(control: Control<Changes>): Promise<HttpServer> {
  const change = async (request: Request): Promise<Response> => {
    const body = await request.json().catch(() => undefined);
    if (body === undefined) return problem(400, "body_not_json", "Send the settings as a JSON object.");
    const parsed = control.changes.safeParse(body);
    if (!parsed.success) return problem(422, "settings_invalid", z.prettifyError(parsed.error));
    control.change(parsed.data);
    return Response.json(control.read());
  };

  return serveHttp(async (request) => {
    const name = new URL(request.url).pathname.slice(1);
    const { method } = request;
    if (name !== "") {
      const action = Object.hasOwn(control.actions, name) ? control.actions[name] : undefined;
      if (!action) {
        return problem(
          404,
          "action_unknown",
          `Actions: ${Object.keys(control.actions).join(", ") || "none"}.`,
        );
      }
      if (method !== "POST") {
        return problem(405, "method_not_allowed", "An action is a POST.", { allow: "POST" });
      }
      await action();
      return Response.json(control.read());
    }
    if (method === "PUT") return await change(request);
    if (method === "DELETE") control.reset();
    else if (method !== "GET") {
      return problem(405, "method_not_allowed", "GET reads, PUT sets, DELETE resets.", {
        allow: "GET, PUT, DELETE",
      });
    }
    return Response.json(control.read());
  });
}

function problem(status: number, code: string, message: string, headers: HeadersInit = {}): Response {
  return Response.json({ code, message }, { status, headers });
}
