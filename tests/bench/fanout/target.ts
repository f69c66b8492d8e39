import { exportPKCS8, exportSPKI, generateKeyPair } from "jose";
import { z } from "zod";
import { httpFetch, spawn } from "../../../scripts/runtime.ts";
import { startApns } from "../../../scripts/stack/apns/apns.ts";

/** With what a client signs its provider tokens. */
export interface Credentials {
  keyId: string;
  teamId: string;
  p8: string;
  publicKey: string;
}

/** The servers that clients can be measured against. */
export const targetNames = ["plain", "simulator"] as const;
export type TargetName = typeof targetNames[number];

/** What a server has answered with 200 since it was told to forget. */
interface Served {
  /** Tokens, each counted once. */
  distinct: number;
  /** Answers. */
  accepted: number;
}

/** One TLS HTTP/2 server in a process of its own, the same for every client. */
export interface Target {
  name: TargetName;
  url: string;
  sandboxUrl: string;
  caCert: string;
  pid: number;
  served(): Promise<Served>;
  forget(): Promise<void>;
  stop(): Promise<void>;
}

export async function createCredentials(): Promise<Credentials> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  return {
    keyId: "BENCHKEY01",
    teamId: "BENCHTEAM1",
    p8: await exportPKCS8(privateKey),
    publicKey: await exportSPKI(publicKey),
  };
}

export function startTarget(name: TargetName, credentials: Credentials): Promise<Target> {
  return name === "plain" ? startPlain() : startSimulator(credentials);
}

const simulatorReport = z.object({
  totals: z.object({ distinct_tokens_accepted: z.number(), accepted: z.number() }),
});

async function startSimulator({ keyId, teamId, publicKey }: Credentials): Promise<Target> {
  const apns = await startApns({ keyId, teamId, publicKey });
  return {
    ...apns,
    name: "simulator",
    url: apns.productionUrl,
    served: async () => {
      const { totals } = simulatorReport.parse(await control(apns.controlUrl, "GET"));
      return { distinct: totals.distinct_tokens_accepted, accepted: totals.accepted };
    },
    forget: async () => void await control(apns.controlUrl, "DELETE"),
  };
}

const plainReady = z.object({ url: z.url(), controlUrl: z.url(), caCert: z.string() });
const plainReport = z.object({ distinct: z.number(), accepted: z.number() });

async function startPlain(): Promise<Target> {
  const main = new URL("../plain-server.mjs", import.meta.url).pathname;
  const child = spawn("node", [main], { stdin: "piped", stderr: "inherit", detached: true });
  const first = await child.stdout[Symbol.asyncIterator]().next();
  if (first.done) throw new Error("The plain server did not start; see its error above.");
  const { url, controlUrl, caCert } = plainReady.parse(JSON.parse(first.value));
  return {
    name: "plain",
    url,
    sandboxUrl: url,
    caCert,
    pid: child.pid,
    served: async () => plainReport.parse(await control(controlUrl, "GET")),
    forget: async () => void await control(controlUrl, "DELETE"),
    stop: async () => {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
}

async function control(url: string, method: string): Promise<unknown> {
  const answer = await httpFetch(url, { method });
  return await answer.json();
}
