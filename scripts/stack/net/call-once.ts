import { Buffer } from "node:buffer";
import http from "node:http";
import https from "node:https";

/** A request whose headers go out as they are written. */
export interface Call {
  method: string;
  url: URL;
  headers: [name: string, value: string][];
  body: Uint8Array | null;
}

/** An answer whose headers are what came, in their case and order. */
export interface Answer {
  status: number;
  headers: [name: string, value: string][];
  body: Uint8Array;
}

/** Makes one request over HTTP/1.1 and reads the answer to its end. fetch would hide the case of headers. Rejects with what Node raises, or with `incomplete`. */
export function callOnce({ method, url, headers, body }: Call, signal: AbortSignal): Promise<Answer> {
  const { request: ask } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const request = ask(url, { method, signal, agent: false }, (response) => {
      const chunks: Uint8Array[] = [];
      response.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      response.on("error", (cause) => reject(new Error("incomplete", { cause })));
      response.on("end", () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: pairs(response.rawHeaders),
          body: Buffer.concat(chunks),
        });
      });
    });
    request.on("error", reject);
    const names = new Set(headers.map(([name]) => name.toLowerCase()));
    for (const lower of names) {
      const same = headers.filter(([name]) => name.toLowerCase() === lower);
      const [[name, value] = [lower, ""]] = same;
      request.setHeader(name, same.length > 1 ? same.map((header) => header[1]) : value);
    }
    if (body !== null || method === "POST") request.setHeader("Content-Length", body?.byteLength ?? 0);
    request.end(body ?? undefined);
  });
}

/** [name, value, name, value] → [[name, value], [name, value]] */
function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, at): [string, string][] => at % 2 === 0 ? [[name, raw[at + 1] ?? ""]] : []);
}
