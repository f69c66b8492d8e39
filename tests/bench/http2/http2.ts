import { startNghttpd } from "../../support/http2-servers/nghttpd.ts";
import { isInstalled } from "../../support/http2-servers/server.ts";
import { type Bench, note } from "../bench.ts";
import { percentile } from "../percentile.ts";
import { requireProc } from "../usage.ts";
import { type Contestant, path, type Round, startClient, startH2load } from "./contestants.ts";

/** Beside h2load: by name, the script. */
const clients = { slipway: "slipway.ts", fetch: "fetch.ts", node: "node.mjs", worker: "worker.ts" };

/** The same POSTs to the same nghttpd over one connection each, in turn: h2load, our own client, fetch, Node's http2. */
export const http2: Bench<"requests" | "rounds" | "width"> = {
  summary: "the HTTP/2 client beside h2load, fetch and Node's http2, against nghttpd",
  numbers: { requests: 60_000, rounds: 5, width: 500 },
  async run({ requests: count, rounds, width }) {
    requireProc();
    if (!isInstalled("nghttpd") || !isInstalled("h2load")) {
      throw new Error("This benchmark needs nghttpd and h2load (Debian: nghttp2-server nghttp2-client).");
    }
    const server = await startNghttpd(path);
    const contestants = new Map<string, Contestant>();
    try {
      const task = { server, count, width };
      contestants.set("h2load", await startH2load(task));
      for (const [name, script] of Object.entries(clients)) {
        contestants.set(name, await startClient(script, task));
      }
      const found = new Map<string, Round[]>();
      for (let turn = 1; turn <= rounds; turn++) {
        for (const [name, contestant] of contestants) {
          const round = await contestant.round();
          found.set(name, [...found.get(name) ?? [], round]);
          note(`${turn}/${rounds} ${name} ${Math.round(round.perSecond)}/s`);
        }
      }
      return report(found);
    } finally {
      for (const contestant of contestants.values()) await contestant.stop();
      await server.stop();
    }
  },
};

/** Medians. The worker is no client among others: it says what is left of the client's rate when answers are judged as well. */
function report(found: Map<string, Round[]>) {
  const median = (name: string, field: keyof Round) =>
    percentile((found.get(name) ?? []).map((round) => round[field]), 0.5);
  const lines = [...found.keys()].map((name) => {
    const rate = `${name.padEnd(8)} ${String(Math.round(median(name, "perSecond"))).padStart(8)} requests/s`;
    if (name === "h2load") return rate;
    const [busy, serverBusy] = [median(name, "busy"), median(name, "serverBusy")];
    const isBusy = Math.max(busy, serverBusy) >= 0.8;
    const limit = !isBusy ? "what else the machine does" : busy > serverBusy ? "the client" : "the server";
    return `${rate}, busy: client ${busy.toFixed(2)} cores, server ${
      serverBusy.toFixed(2)
    }; the limit is ${limit}`;
  });
  const names = [...found.keys()].filter((name) => name !== "worker");
  return {
    lines,
    result: Object.fromEntries(names.map((name) => [name, Math.round(median(name, "perSecond"))])),
  };
}
