// A process that sends requests to a hostile server for a while, and prints what it cost. Reads its job from the environment.
import { withHttp2 } from "../../../functions/_shared/apns/open-http2.ts";
import { NotProcessed } from "../../../functions/_shared/http2/client.ts";
import { runtime } from "../../../functions/_shared/runtime.ts";

const { origin, caCert, seconds, timeoutMs } = JSON.parse(Deno.env.get("SLIPWAY_FLOOD_JOB") ?? "{}");
const requests = 50;
const timerMs = 10;
const headers = { authorization: `bearer ${"j".repeat(200)}`, "apns-topic": "com.example.app" };

/** Of the kernel, in megabytes. */
function memory(field: "VmRSS" | "VmHWM"): number {
  const status = Deno.readTextFileSync("/proc/self/status");
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) * 1_024 / 1e6;
}

/** How long this thread has waited for a processor that others used, in ms. */
function waited(): number {
  return Number(Deno.readTextFileSync("/proc/thread-self/schedstat").split(" ")[1]) / 1e6;
}

const figures = {
  connections: 0,
  answered: 0,
  notProcessed: 0,
  failed: 0,
  timedOut: 0,
  latestSettledMs: 0,
  faults: [""],
};
figures.faults.pop();

/** One request, and how it ended; the caller's own time-out settles it at the latest. */
function ask(client: ReturnType<ReturnType<typeof withHttp2>["openHttp2"]>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const startedAt = performance.now();
  let isOver = false;
  const settle = (how: "answered" | "notProcessed" | "failed" | "timedOut") => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    figures[how]++;
    figures.latestSettledMs = Math.max(figures.latestSettledMs, Math.round(performance.now() - startedAt));
    resolve();
  };
  const timer = setTimeout(() => settle("timedOut"), timeoutMs);
  client.post("/3/device/a1", headers, "{}", {
    replied: () => settle("answered"),
    failed: (error) => settle(error instanceof NotProcessed ? "notProcessed" : "failed"),
  });
  return promise;
}

async function connectOnce(): Promise<void> {
  const client = withHttp2(runtime).openHttp2({ origin, caCert, isByFetch: false, onRoom: () => {} });
  figures.connections++;
  await Promise.all(Array.from({ length: requests }, () => ask(client)));
  const { fault } = client;
  if (fault !== null && !figures.faults.includes(fault)) figures.faults.push(fault);
  client.close();
}

// Loaded and warm, but nothing has been read yet.
await new Promise((resolve) => setTimeout(resolve, 100));
Deno.writeTextFileSync("/proc/self/clear_refs", "5");
const idleMb = memory("VmRSS");
let last = performance.now();
let lastWaited = waited();
let lateMs = 0;
const timer = setInterval(() => {
  const now = performance.now();
  const nowWaited = waited();
  lateMs = Math.max(lateMs, now - last - timerMs - (nowWaited - lastWaited));
  [last, lastWaited] = [now, nowWaited];
}, timerMs);

const end = performance.now() + seconds * 1_000;
do {
  await connectOnce();
  await new Promise((resolve) => setTimeout(resolve, 100));
} while (performance.now() < end);
clearInterval(timer);
console.log(JSON.stringify({
  ...figures,
  late_ms: Math.round(lateMs),
  above_idle_mb: Math.round(Math.max(0, memory("VmHWM") - idleMb) * 10) / 10,
}));
Deno.exit(0);
