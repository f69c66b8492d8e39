// @ts-check
// Node's own HTTP/2 client, on one connection.
import { connect } from "node:http2";
import { inFlight, job, measured } from "./job.mjs";

const session = connect(job.origin, { ca: job.caCert });

/** @returns {Promise<number>} the status */
const ask = () =>
  new Promise((resolve, reject) => {
    const stream = session.request({ ":method": "POST", ":path": job.path, ...job.headers });
    let status = 0;
    stream.on("response", (headers) => status = Number(headers[":status"]));
    stream.on("end", () => resolve(status));
    stream.on("error", reject);
    stream.resume();
    stream.end(job.body);
  });

await measured((count) => inFlight(count, ask));
