// @ts-check
// apns2. Without settings as its README has it: one ApnsClient, one `sendMany` with all notifications. It can only speak to
// port 443, so its pool is always replaced: with one of the same options, or with `connections` and `streams` on each.
import { createRequire } from "node:module";
import { data, inFlight, job, measured } from "./job.mjs";

// Required, not imported: a fresh clone passes its type check before the benchmark has installed these.
const require = createRequire(import.meta.url);
const { ApnsClient, Notification } = require("apns2");
const { Pool } = require("undici");

const { connections = 32, streams, width = 0 } = job.settings;
const client = new ApnsClient({
  team: job.teamId,
  keyId: job.keyId,
  signingKey: job.p8,
  defaultTopic: job.topic,
  host: job.host,
});
await client.client.close();
Object.assign(client, {
  client: new Pool(job.url, {
    connections,
    pipelining: streams ?? 1,
    allowH2: true,
    maxConcurrentStreams: streams ?? 100,
    connect: { ca: job.caCert },
  }),
});

/** @param {string} token */
const notification = (token) =>
  new Notification(token, {
    alert: { title: job.title, body: job.text },
    data,
    expiration: job.expiration,
    collapseId: job.collapseId,
  });

await measured((tokens) =>
  width === 0
    ? client.sendMany(tokens.map(notification))
    : inFlight(tokens, width, (token) => client.send(notification(token)).catch(() => {}))
);
