import process from "node:process";

const proxyNames = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
/** As curl, Go, Deno and Node write it: some know networks, the others need the addresses. */
const loopback = ["localhost", "127.0.0.1", "127.0.0.0/8", "::1", "[::1]"];

/** What the person said about proxies. Git keeps it: which way a remote is reached is up to them. */
export const ownNoProxy: Readonly<Record<"NO_PROXY" | "no_proxy", string | undefined>> = {
  NO_PROXY: process.env.NO_PROXY,
  no_proxy: process.env.no_proxy,
};

/**
 * From now on no proxy of the environment is asked for an address of this machine: it can't know what runs here. Holds for this process
 * and for what it starts. To be called before the first request, for Deno reads the variables once.
 */
export function bypassProxiesForLoopback(): void {
  const hasProxy = proxyNames.some((name) => process.env[name]);
  if (!hasProxy) return;
  const own = (ownNoProxy.no_proxy || ownNoProxy.NO_PROXY || "").split(",").map((entry) => entry.trim());
  if (own.includes("*")) {
    // No proxy at all: Deno does not know this word, and curl does not in a list.
    for (const name of proxyNames) delete process.env[name];
    return;
  }
  const all = [...new Set([...own, ...loopback])].filter((entry) => entry !== "").join(",");
  process.env.NO_PROXY = all;
  process.env.no_proxy = all;
}
