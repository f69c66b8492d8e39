import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { spawnBeside } from "./beside.ts";
import { answerSchema, endOf, type Order, type Outcome } from "./messages.ts";

/**
 * These commands run until they are stopped, or in a process that may do less than others; and these variables a process reads
 * once, when it starts. TEST_STARTS_EACH_COMMAND=1 gives every command a process of its own.
 */
const needsOwnProcess = (words: readonly string[], env: Record<string, string>) =>
  ["watch", "stack", "demo", "check", "audit", "sync", "readme", "hooks"].includes(words[0] ?? "") ||
  Object.keys(env).some((name) => /_proxy$|^NODE_|^DENO_(?!DIR)|^(NO|FORCE)_COLOR$/i.test(name));

interface Warm {
  run(order: Order): Promise<Outcome>;
}

let warm: Promise<Warm> | undefined;
let isBusy = false;
let lastId = 0;

/** Runs a command in the warm process; undefined when it is busy, or when the command needs a process of its own. */
export async function runWarm(order: Omit<Order, "id">): Promise<Outcome | undefined> {
  const isCold = process.env.TEST_STARTS_EACH_COMMAND === "1";
  if (isCold || isBusy || needsOwnProcess(order.words, order.env)) return undefined;
  isBusy = true;
  try {
    return await (await (warm ??= start())).run({ ...order, id: ++lastId });
  } finally {
    isBusy = false;
  }
}

async function start(): Promise<Warm> {
  const folder = await mkdtemp(join(tmpdir(), "warm-"));
  const path = join(folder, "socket");
  const server = createServer();
  const connected = new Promise<Socket>((resolve) => server.once("connection", resolve));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const { child, isOver } = spawnBeside(new URL("server.ts", import.meta.url), path);
  isOver.catch(() => warm = undefined);
  const socket = await Promise.race([connected, isOver]);
  await rm(folder, { recursive: true });
  // what waits for it must not keep the process of the tests alive
  server.close();
  server.unref();
  socket.unref();
  const codes = createInterface({ input: socket })[Symbol.asyncIterator]();
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  return {
    async run(order) {
      socket.write(`${JSON.stringify(order)}\n`);
      const ended = Promise.all([stdout(order.id), stderr(order.id), codes.next()]);
      const [out, err, answer] = await Promise.race([ended, isOver]);
      return { code: answerSchema.parse(JSON.parse(String(answer.value))).code, stdout: out, stderr: err };
    },
  };
}

/** Gives what a stream brings until the end of a command, without it. */
function collect(stream: NodeJS.ReadableStream | null): (id: number) => Promise<string> {
  let chunks: Uint8Array[] = [];
  let look = () => {};
  stream?.on("data", (chunk: Uint8Array) => {
    chunks.push(chunk);
    look();
  });
  return (id) =>
    new Promise((resolve) => {
      look = () => {
        const last = Buffer.concat(chunks.slice(-2));
        if (!last.subarray(-12).toString("latin1").endsWith(endOf(id))) return;
        const text = Buffer.concat(chunks).toString("utf8").slice(0, -endOf(id).length);
        chunks = [];
        look = () => {};
        resolve(text);
      };
      look();
    });
}
