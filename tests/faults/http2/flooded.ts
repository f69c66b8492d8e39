import { spawn as spawnNode } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";
import { spawn } from "../../../scripts/runtime.ts";
import { denoBinary, repositoryRoot } from "../../../scripts/tasks/step.ts";

/** A server that floods its clients. */
export interface Flood {
  /** One of floods.mjs, or `mute`. */
  name: string;
  /** 0: as fast as it goes. */
  bytesPerSecond: number;
  /** From the moment on that it floods, it takes nothing. */
  isDeaf?: boolean;
}

const serverSchema = z.object({ origin: z.url(), caCert: z.string() });
const figuresSchema = z.object({
  connections: z.number(),
  answered: z.number(),
  notProcessed: z.number(),
  failed: z.number(),
  timedOut: z.number(),
  latestSettledMs: z.number(),
  faults: z.array(z.string()),
  late_ms: z.number(),
  above_idle_mb: z.number(),
});

/** What a client went through. Timers are late by what the machine's other work does not explain. */
export type Figures = z.infer<typeof figuresSchema>;

/** Lets a process of its own send requests to such a server, again and again, until so many seconds have passed. */
export async function flooded(
  { name, bytesPerSecond, isDeaf = false }: Flood,
  { seconds, timeoutMs, deno = denoBinary }: { seconds: number; timeoutMs: number; deno?: string },
): Promise<Figures> {
  const args = [
    `${import.meta.dirname}/hostile-server.mjs`,
    name,
    String(bytesPerSecond),
    isDeaf ? "no" : "yes",
  ];
  const server = spawnNode("node", args, { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const { origin, caCert } = serverSchema.parse(JSON.parse(await firstLine(server.stdout)));
    const client = spawn(deno, [
      ...["run", "--quiet", "--no-check", "-A", "--config", `${repositoryRoot}/deno.json`],
      `${import.meta.dirname}/flooded-client.ts`,
    ], {
      env: { SLIPWAY_FLOOD_JOB: JSON.stringify({ origin, caCert, seconds, timeoutMs }) },
      stderr: "inherit",
    });
    const line = await client.stdout[Symbol.asyncIterator]().next();
    await client.exited;
    return figuresSchema.parse(JSON.parse(line.value ?? "{}"));
  } finally {
    const isGone = once(server, "exit");
    server.kill("SIGKILL");
    await isGone;
  }
}

async function firstLine(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) return line;
  throw new Error("the hostile server did not start");
}
