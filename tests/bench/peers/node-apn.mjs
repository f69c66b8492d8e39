// @ts-check
// @parse/node-apn. Without settings as its README has it: one Provider, one `send` with all tokens.
// `connections`: its MultiProvider. `chunk` tokens per `send`, `chunks` of them under way.
import { createRequire } from "node:module";
import { data, inFlight, job, measured } from "./job.mjs";

// Required, not imported: a fresh clone passes its type check before the benchmark has installed this.
const apn = createRequire(import.meta.url)("@parse/node-apn");

const { connections = 1, chunk = 0, chunks = 1 } = job.settings;
const options = {
  token: { key: job.p8, keyId: job.keyId, teamId: job.teamId },
  production: true,
  address: job.host,
  port: job.port,
  ca: [job.caCert],
};
const provider = connections > 1
  ? new apn.MultiProvider({ ...options, clientCount: connections })
  : new apn.Provider(options);

const note = new apn.Notification();
note.topic = job.topic;
note.expiry = job.expiration;
note.collapseId = job.collapseId;
note.pushType = "alert";
note.priority = 10;
note.alert = { title: job.title, body: job.text };
note.payload = data;

await measured(async (tokens) => {
  if (chunk === 0) return await provider.send(note, tokens);
  const parts = Array.from(
    { length: Math.ceil(tokens.length / chunk) },
    (_, at) => tokens.slice(at * chunk, (at + 1) * chunk),
  );
  return await inFlight(parts, chunks, (part) => provider.send(note, part));
});
