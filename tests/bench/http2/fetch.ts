// Deno's own fetch, on one warm connection.
import { inFlight, job, measured } from "./job.mjs";

const client = Deno.createHttpClient({ caCerts: [job.caCert], http2: true, http1: false });

async function ask(): Promise<number> {
  const { headers, body } = job;
  const response = await fetch(job.origin + job.path, { method: "POST", headers, body, client });
  await response.body?.cancel();
  return response.status;
}

await ask(); // alone: fetch opens a connection for every request that comes before an answer
await measured((count) => inFlight(count, ask));
