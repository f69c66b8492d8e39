// One edge function in its own isolate. Runs inside the functions process, on Deno 2.1 and later.
// Types of the worker's own globals are declared here, because the project is checked as a main script.

import { workerCommand, type WorkerReport } from "./protocol.ts";

declare const self: {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(message: WorkerReport): void;
};

const background = new Set<Promise<unknown>>();
let name = "";

function log(code: string, error: unknown): void {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  console.error(JSON.stringify({ level: "error", function: name, code, error: reason.slice(0, 300) }));
}

Object.assign(globalThis, {
  EdgeRuntime: {
    /** Keeps a promise alive after the answer; a rejected one is logged. */
    waitUntil<T>(task: Promise<T>): Promise<T> {
      const kept = Promise.resolve(task).catch((error) => log("background_task_failed", error))
        .finally(() => background.delete(kept));
      background.add(kept);
      return task;
    },
  },
});

globalThis.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  log("unhandled_rejection", event.reason);
});

async function start(entry: string): Promise<void> {
  const module: { default?: { fetch?: (request: Request) => Response | Promise<Response> } } = await import(
    entry
  );
  const handler = module.default?.fetch;
  if (typeof handler !== "function") throw new TypeError("index.ts has no `export default { fetch }`");
  Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen: ({ port }) => self.postMessage({ is: "listening", port }),
    onError: (error) => {
      log("function_failed", error);
      return Response.json(
        { code: "WORKER_ERROR", message: "Function exited due to an error (please check logs)" },
        { status: 500, headers: { "sb-error-code": "EDGE_FUNCTION_ERROR" } },
      );
    },
  }, (request) => handler(request));
}

self.onmessage = async ({ data }) => {
  const command = workerCommand.parse(data);
  if (command.do === "start") {
    name = command.name;
    await start(command.entry).catch((error) => {
      log("boot_failed", error);
      self.postMessage({ is: "failed" });
    });
  } else {
    globalThis.dispatchEvent(new CustomEvent("beforeunload", { detail: { reason: command.reason } }));
    await Promise.allSettled(background);
    self.postMessage({ is: "idle" });
  }
};
