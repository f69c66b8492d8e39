import { join } from "node:path";
import { execPath } from "node:process";
import { packageRoot } from "../../../scripts/package.ts";
import { type ChildProcess, httpFetch, serveHttp, spawn } from "../../../scripts/runtime.ts";
import { keySet, signingKey } from "../../functions/support/signing.ts";
import { type Bench, type Measured, note } from "../bench.ts";
import { environment } from "../cold/requests.ts";
import { percentile, round } from "../percentile.ts";
import { decisionUs } from "./deciding.ts";
import { type Asked, flood, latencies } from "./load.ts";

export const feed: Bench<"rounds" | "seconds" | "decisions"> = {
  summary: "the signed feed from the function's memory, beside a server of the same bytes",
  numbers: { rounds: 5, seconds: 2, decisions: 5_000 },
  run: measure,
};

/** A feed as a component with a rollout has it. */
function feedOf(seq: number) {
  const offer = (build: number, bps: number) => ({
    build,
    version: `1.0.${build}`,
    channel: "live",
    bps,
    salt: "3f0c1e0e-6a2b-4d5f-9a1b-0c0d0e0f1011",
    available_at: "2026-11-21T09:00:00+00:00",
    severity: "normal",
    requires_build: 0,
    min_os: "16.0",
    max_os: null,
    url: "https://testflight.apple.com/join/AbCdEfGh",
    notes: "The list of routes is faster, and the search finds what was typed with a slip of the finger.",
    notes_url: "https://example.test/news",
  });
  return {
    schema: 1,
    component: "ios",
    channel: "live",
    seq,
    generated_at: "2026-11-21T10:00:00+00:00",
    valid_until: "2026-11-24T10:00:00+00:00",
    offers: [offer(132, 500), offer(131, 10_000)],
    marks: [{ build: 121, severity: "critical" }],
    policy: null,
  };
}

/** Both answer on one core each, over the same connections, in turn. The database is a stand-in that counts how often it is read. */
async function measure(
  { rounds, seconds, decisions }: { rounds: number; seconds: number; decisions: number },
): Promise<Measured> {
  const database = { seq: 1, reads: 0 };
  const stand = await serveHttp(() => {
    database.reads++;
    return Response.json(feedOf(database.seq));
  });
  const keys = { SLIPWAY_SIGNING_KEYS: keySet(await signingKey("bench")) };
  const servers: ChildProcess[] = [];
  const start = async (kind: string, answer = "") => {
    const args = ["run", "--quiet", "--no-check", "-A", "--config", join(packageRoot, "functions/deno.json")];
    const child = spawn(execPath, [...args, join(import.meta.dirname ?? "", "serve.ts"), kind, answer], {
      env: { ...environment(stand.url), ...keys },
      stdout: "null",
    });
    servers.push(child);
    for await (const line of child.stderr) if (/^\d+$/.test(line)) return Number(line);
    throw new Error(`the server of ${kind} did not start`);
  };
  try {
    const port = await start("function");
    const ours: Asked = { port, path: "/updates/ios/live?seq=1" };
    await countReads(ours, database);
    const answer = await httpFetch(`http://127.0.0.1:${port}${ours.path}`);
    const headers = Object.fromEntries(
      [...answer.headers].filter(([name]) => !["date", "content-length"].includes(name)),
    );
    const plain: Asked = {
      port: await start("static", JSON.stringify({ headers, body: await answer.text() })),
      path: "/",
    };

    const rates = { ours: new Array<number>(), plain: new Array<number>() };
    const load = { connections: 8, depth: 16, ms: seconds * 1_000 };
    for (let index = -1; index < rounds; index++) {
      note(index < 0 ? "warming up" : `round ${index + 1} of ${rounds}`);
      const [rate, peer] = [await flood(ours, load), await flood(plain, load)];
      if (index < 0) continue;
      rates.ours.push(rate);
      rates.plain.push(peer);
    }
    const p99 = percentile(await latencies(ours, { connections: 16, ms: load.ms }), 0.99);
    note("deciding");
    const us = await decisionUs(feedOf(1), decisions);
    const [rate, peer] = [percentile(rates.ours, 0.5), percentile(rates.plain, 0.5)];
    const result = {
      feed_rps: Math.round(rate),
      static_rps: Math.round(peer),
      decide_us: round(us.ts),
      p99_ms: round(p99),
      ratio: round(rate / peer),
      decide_sql_us: round(us.sql),
      reads_per_seq: 1,
    };
    return {
      result,
      lines: [
        `the feed with ?seq, signed, median of ${rounds} rounds of ${seconds} s`,
        `  the function          ${result.feed_rps} requests a second, p99 ${result.p99_ms} ms with 16 under way`,
        `  a server of its bytes ${result.static_rps} requests a second: ${result.ratio} of it`,
        `  a decision            ${result.decide_us} µs in TypeScript, ${result.decide_sql_us} µs in SQL`,
        `  reads of the database ${result.reads_per_seq} per seq, whoever asks`,
      ],
    };
  } finally {
    for (const server of servers) server.kill("SIGKILL");
    await stand.stop();
  }
}

/** Two hundred clients ask for each of ten announcements at once: raises when any of them costs more than one read. */
async function countReads({ port }: Asked, database: { seq: number; reads: number }): Promise<void> {
  for (let seq = 1; seq <= 10; seq++) {
    database.seq = seq;
    database.reads = 0;
    const ask = () =>
      httpFetch(`http://127.0.0.1:${port}/updates/ios/live?seq=${seq}`).then((answer) => answer.json());
    const answers = await Promise.all(Array.from({ length: 200 }, ask));
    if (answers.some((answer) => answer.seq !== seq)) throw new Error(`an answer older than seq ${seq}`);
    if (database.reads !== 1) throw new Error(`seq ${seq} cost ${database.reads} reads, not one`);
  }
}
