// The floor: Deno's own fetch in a loop, on one warm connection, with `width` requests in flight. It has the provider
// token before it starts, looks at nothing but the status, and writes nothing down.
import { importPKCS8, SignJWT } from "jose";
import { data, inFlight, job, measured } from "./job.mjs";

const { width = 500 } = job.settings;
const client = Deno.createHttpClient({ caCerts: [job.caCert], http2: true, http1: false });
const token = await new SignJWT({ iss: job.teamId, iat: Math.floor(Date.now() / 1000) })
  .setProtectedHeader({ alg: "ES256", kid: job.keyId })
  .sign(await importPKCS8(job.p8, "ES256"));
const headers = {
  authorization: `bearer ${token}`,
  "apns-topic": job.topic,
  "apns-push-type": "alert",
  "apns-priority": "10",
  "apns-expiration": String(job.expiration),
  "apns-collapse-id": job.collapseId,
};
const body = JSON.stringify({ aps: { alert: { title: job.title, body: job.text } }, ...data });

async function push(device: string): Promise<boolean> {
  const response = await fetch(`${job.url}/3/device/${device}`, { method: "POST", headers, body, client });
  await response.body?.cancel();
  return response.status === 200;
}

await measured(async (devices) => {
  await push(devices[0] ?? "00"); // alone: fetch opens a connection for every request that comes before an answer
  await inFlight(devices, width, push);
});
