// The functions process: every folder of functions/ that has an index, each in its own worker with its own
// server, so that a busy function does not slow another. Runs on Deno 2.1 and later: `deno run -A host.ts <folder>`.

import { hostCommand, type UnloadReason, type WorkerReport, workerReport } from "./protocol.ts";

/** How long background tasks may take to end on shutdown, in milliseconds. */
const grace = 1000;

/** TypeScript in a checkout, JavaScript in the npm package. */
const workerUrl = new URL(`./worker${import.meta.url.slice(-3)}`, import.meta.url);

interface Host {
  worker: Worker;
  port: number;
}

// What is not named by the parent is none of the functions' business: DENO_DIR and HOME only served the start.
const visible = new Set((Deno.env.get("SLIPWAY_FUNCTIONS_ENV") ?? "").split(","));
for (const name of Object.keys(Deno.env.toObject())) if (!visible.has(name)) Deno.env.delete(name);

const folder = Deno.args[0];
const names = [...Deno.readDirSync(folder)]
  .filter(({ name, isDirectory }) => isDirectory && entryOf(name) !== undefined)
  .map(({ name }) => name).sort();

/** Its index.ts, or index.js where it has been compiled. */
function entryOf(name: string): string | undefined {
  return ["ts", "js"].map((extension) => `${folder}/${name}/index.${extension}`).find(exists);
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function next(worker: Worker, is: WorkerReport["is"][]): Promise<WorkerReport> {
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent<unknown>) => {
      const report = workerReport.parse(data);
      if (!is.includes(report.is)) return;
      worker.removeEventListener("message", listen);
      resolve(report);
    };
    worker.addEventListener("message", listen);
  });
}

/** Starts a function; undefined when it could not start. One that dies later is started again, as hosted. */
async function boot(name: string): Promise<Host | undefined> {
  const worker = new Worker(workerUrl, { type: "module", name });
  const died = new Promise<undefined>((resolve) => {
    worker.addEventListener("error", (event) => {
      // A dead isolate must not take the others along.
      event.preventDefault();
      const line = { level: "error", function: name, code: "worker_died", error: event.message };
      console.error(JSON.stringify(line));
      resolve(undefined);
    });
  });
  const report = next(worker, ["listening", "failed"]);
  worker.postMessage({ do: "start", name, entry: new URL(`file://${entryOf(name)}`).href });
  const outcome = await Promise.race([report, died]);
  if (outcome?.is !== "listening") return undefined;
  died.then(async () => {
    hosts.set(name, undefined);
    announce();
    hosts.set(name, await boot(name));
    announce();
  });
  return { worker, port: outcome.port };
}

const hosts = new Map<string, Host | undefined>();
await Promise.all(names.map(async (name) => hosts.set(name, await boot(name))));

async function unload(reason: UnloadReason, only?: string): Promise<void> {
  const affected = [...hosts].filter(([name]) => only === undefined || name === only);
  await Promise.all(affected.map(async ([, host]) => {
    if (!host) return;
    const idle = next(host.worker, ["idle"]);
    host.worker.postMessage({ do: "beforeunload", reason });
    await idle;
  }));
}

async function shutdown(): Promise<never> {
  await Promise.race([unload("termination"), new Promise((resolve) => setTimeout(resolve, grace))]);
  Deno.exit(0);
}

// A Ctrl-C at the terminal reaches the whole group; the parent decides when this process ends.
Deno.addSignalListener("SIGINT", () => {});
Deno.addSignalListener("SIGTERM", () => shutdown());

const control = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
  const command = hostCommand.parse(await request.json());
  unload(command.reason, command.function);
  return new Response(null, { status: 204 });
});

function announce(): void {
  const ports = [...hosts].flatMap(([name, host]) => host ? [[name, host.port]] : []);
  const failed = [...hosts].flatMap(([name, host]) => host ? [] : [name]);
  console.log(JSON.stringify({ ready: Object.fromEntries(ports), failed, control: control.addr.port }));
}
announce();

// A closed input means that the parent is gone, however it ended.
for await (const _ of Deno.stdin.readable);
await shutdown();
