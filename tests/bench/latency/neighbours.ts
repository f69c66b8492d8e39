import { serveHttp, sleep } from "../../../scripts/runtime.ts";
import type { Listener } from "./listener.ts";

/** Somebody else who works in the same project while moves are timed. */
interface Neighbour {
  stop(): Promise<void>;
}

/** Another user of pg_net, who makes four calls a second. */
export async function makeCalls({ sql }: Listener): Promise<Neighbour> {
  const server = await serveHttp(() => new Response("ok"));
  const end = new AbortController();
  const calling = (async () => {
    while (!end.signal.aborted) {
      await sql`select net.http_get(${server.url})`;
      await sleep(250, end.signal);
    }
  })();
  return {
    async stop() {
      end.abort();
      await calling;
      await server.stop();
    },
  };
}

/** Fan-outs to all devices, one after the other. */
export function fanOut({ sql }: Listener): Neighbour {
  const isRunning = async () => {
    const [run] = await sql`
      select exists (select from ship.deliveries where kind = 'push' and finished_at is null) as is_running`;
    return run?.is_running === true;
  };
  const end = new AbortController();
  const pushing = (async () => {
    while (!end.signal.aborted) {
      await sql`select ship.reannounce('ios', 'bench')`;
      while (!end.signal.aborted && await isRunning()) await sleep(20, end.signal);
    }
  })();
  return {
    async stop() {
      end.abort();
      await pushing;
      // The next measurement must not run beside what is left of it.
      while (await isRunning()) await sleep(20);
    },
  };
}
