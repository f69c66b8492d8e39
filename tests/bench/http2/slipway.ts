// Slipway's own client, as the push worker uses it: callbacks, no promise per request.
import type { Receiver } from "../../../functions/_shared/http2/client.ts";
import { withHttp2 } from "../../../functions/_shared/apns/open-http2.ts";
import { runtime } from "../../../functions/_shared/runtime.ts";
import { check, job, measured } from "./job.mjs";

let pump = () => {};
const client = withHttp2(runtime).openHttp2({
  origin: job.origin,
  caCert: job.caCert,
  isByFetch: false,
  onRoom: () => pump(),
});

function send(count: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let left = count;
  let underWay = 0;
  const receiver: Receiver = {
    replied({ status }) {
      check(status);
      underWay--;
      if (left > 0) pump();
      else if (underWay === 0) resolve();
    },
    failed: reject,
  };
  pump = () => {
    while (left > 0 && underWay < job.width && client.roomFor(job.body.length) > 0) {
      left--;
      underWay++;
      client.post(job.path, job.headers, job.body, receiver);
    }
  };
  pump();
  return promise;
}

await measured(send);
