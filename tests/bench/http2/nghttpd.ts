import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { makeTempDir, removeDir, sleep, spawn } from "../../../scripts/runtime.ts";
import { makeCertificates } from "../../../scripts/stack/apns/server/certificates.mjs";
import { reaches } from "../../support/reaches.ts";

/** nghttp2's own server on this machine, which answers a POST to `path` with 200 and nothing. */
export interface Nghttpd {
  origin: string;
  caCert: string;
  /** Where it keeps what it serves. */
  folder: string;
  stop(): Promise<void>;
}

/** Streams that it allows at once. */
const streams = 1_000;

export async function startNghttpd(path: string): Promise<Nghttpd> {
  const folder = await makeTempDir("slipway-nghttpd-");
  const { caCert, cert, key } = makeCertificates();
  await writeFile(join(folder, "cert.pem"), cert);
  await writeFile(join(folder, "key.pem"), key);
  await mkdir(dirname(join(folder, "root", path)), { recursive: true });
  await writeFile(join(folder, "root", path), "");
  const port = await freePort();
  const child = spawn("nghttpd", [
    ...["-a", "127.0.0.1", "-m", String(streams), "-d", join(folder, "root")],
    ...[String(port), join(folder, "key.pem"), join(folder, "cert.pem")],
  ], { stdout: "null", stderr: "null" });
  for (let turn = 0; turn < 200 && !await reaches(port); turn++) await sleep(25);
  return {
    origin: `https://127.0.0.1:${port}`,
    caCert,
    folder,
    async stop() {
      child.kill("SIGTERM");
      await child.exited;
      await removeDir(folder);
    },
  };
}

/** nghttpd can't choose a port by itself. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
