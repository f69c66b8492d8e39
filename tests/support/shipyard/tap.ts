import { httpFetch, serveHttp } from "../../../scripts/runtime.ts";

/** One call of a function of schema `ship`. */
export interface Call {
  name: string;
  args: Record<string, unknown>;
}

/** What stands between a command and the project: a test sees every call, and decides what becomes of it. */
export interface Tap {
  url: string;
  /** In the order in which they came. */
  calls: Call[];
  /** Asked before a call is passed on; `lose` answers nothing and closes the connection. */
  before: (call: Call) => Promise<"pass" | "lose">;
  /** Asked after the project has answered, before the command hears of it. */
  after: (call: Call) => Promise<"pass" | "lose">;
  /** Forgets calls, and lets everything pass again. */
  reset(): void;
  stop(): Promise<void>;
}

const pass = () => Promise.resolve("pass" as const);

/** Puts a tap in front of a project. */
export async function startTap(project: string): Promise<Tap> {
  const tap: Omit<Tap, "url" | "stop"> = {
    calls: [],
    before: pass,
    after: pass,
    reset() {
      tap.calls = [];
      tap.before = pass;
      tap.after = pass;
    },
  };
  const server = await serveHttp(async (request) => {
    const url = new URL(request.url);
    const body = await request.text();
    const call: Call = {
      name: url.pathname.split("/").at(-1) ?? "",
      args: body === "" ? {} : JSON.parse(body),
    };
    tap.calls.push(call);
    if (await tap.before(call) === "lose") return lost();
    const headers = new Headers(request.headers);
    for (const name of ["host", "content-length", "connection"]) headers.delete(name);
    const answer = await httpFetch(`${project}${url.pathname}${url.search}`, {
      method: request.method,
      headers,
      body: body === "" ? undefined : body,
    });
    const text = await answer.text();
    if (await tap.after(call) === "lose") return lost();
    // a 204 takes no body, not even an empty one
    const passed = answer.status === 204 ? null : text;
    return new Response(passed, { status: answer.status, headers: { "content-type": "application/json" } });
  });
  return Object.assign(tap, { url: server.url, stop: server.stop });
}

/** A connection that breaks in the middle of an answer. */
function lost(): Response {
  return new Response(new ReadableStream({ start: (controller) => controller.error(new Error("lost")) }));
}
