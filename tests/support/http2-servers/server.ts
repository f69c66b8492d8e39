import { writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { delimiter } from "node:path";
import { existsSync } from "node:fs";
import { env, makeTempDir, removeDir, sleep, spawn } from "../../../scripts/runtime.ts";
import { makeCertificates } from "../../../scripts/stack/apns/server/certificates.mjs";

/** An HTTP/2 server of others on this machine. */
export interface Server {
  origin: string;
  caCert: string;
  pid: number;
  /** Where it keeps what it serves. */
  folder: string;
  stop(): Promise<void>;
}

/** Whether a program can be started by its name; servers often lie where only root looks. */
export function isInstalled(program: string): boolean {
  const folders = [...(env("PATH") ?? "").split(delimiter), "/usr/sbin"];
  return folders.some((folder) => existsSync(join(folder, program)));
}

/**
 * Starts a server in a folder of its own that holds `key.pem` and `cert.pem`; `prepare` writes the rest there and says
 * with which arguments the program listens on the port.
 */
export async function startServer(
  program: string,
  prepare: (folder: string, port: number) => Promise<string[]>,
): Promise<Server> {
  const folder = await makeTempDir(`slipway-${program}-`);
  const { caCert, cert, key } = makeCertificates();
  await writeFile(join(folder, "cert.pem"), cert);
  await writeFile(join(folder, "key.pem"), key);
  const port = await freePort();
  const child = spawn(program, await prepare(folder, port), {
    env: { PATH: `${env("PATH") ?? ""}${delimiter}/usr/sbin` },
    stdout: "null",
    stderr: "null",
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await child.exited;
    await removeDir(folder);
  };
  for (let turn = 0; turn < 400; turn++) {
    if (await isListening(port)) {
      return { origin: `https://127.0.0.1:${port}`, caCert, pid: child.pid, folder, stop };
    }
    await sleep(25);
  }
  await stop();
  throw new Error(`${program} does not listen`);
}

/** These programs can't choose a port by themselves. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}
