import { survives } from "./http2/survives.ts";

// Those that stopped every time-out or took gigabytes of a client without limits; `npm run test:faults` tries all.
survives([
  { name: "CONTINUATION", bytesPerSecond: 0 },
  { name: "PING", bytesPerSecond: 0, isDeaf: true },
], { seconds: 1, timeoutMs: 2_000 });
