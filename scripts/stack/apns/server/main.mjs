// @ts-check
// The APNs simulator's own process (Node, since Deno's HTTP/2 server is three times slower and aborts under load). It takes its options as
// JSON in SLIPWAY_APNS_OPTIONS, prints one JSON line when it listens, and ends when its standard input does: with its parent.
import { makeCertificates } from "./certificates.mjs";
import { serveControl } from "./control.mjs";
import { listen } from "./listener.mjs";
import { providerTokenVerifier } from "./provider-token.mjs";
import { Simulator } from "./simulator.mjs";

const options = JSON.parse(process.env.SLIPWAY_APNS_OPTIONS ?? "{}");
const certificates = makeCertificates();
const simulator = new Simulator(providerTokenVerifier(options), options.topics ?? null);
const production = listen("production", simulator, certificates);
const sandbox = listen("sandbox", simulator, certificates);
const [productionUrl, sandboxUrl, controlUrl] = await Promise.all([
  production.ready(),
  sandbox.ready(),
  serveControl(simulator, [production, sandbox]),
]);
process.on("SIGTERM", () => process.exit(0));
process.stdin.on("end", () => process.exit(0)).resume();
console.log(JSON.stringify({ productionUrl, sandboxUrl, controlUrl, caCert: certificates.caCert }));
