import { countKeyUse } from "../../functions/_shared/control-plane/key-use.ts";
import { elapsed } from "../../scripts/runtime.ts";
import type { Bench, Measured } from "./bench.ts";
import { round } from "./percentile.ts";

export const keys: Bench<"requests"> = {
  summary: "what counting keys adds to a request of a function",
  numbers: { requests: 200_000 },
  run: ({ requests }) => Promise.resolve(measure(requests)),
};

/**
 * What the count of a key adds to a request, in µs, beside the peer: reading the header of the key alone. The median of rounds that alternate.
 * Writing the counts is another call, after the answer, about once a minute.
 */
function measure(requests: number): Measured {
  const key = "sb_publishable_abcdef_0123456789abcdef";
  const counter = countKeyUse([key, "sb_secret_abcdef_0123456789abcdef"], () => new Promise(() => {}), {
    on: { now: elapsed, date: () => new Date(), waitUntil: () => {}, onUnload: () => {} },
    log: () => {},
  });
  const request = new Request("http://project.test/", {
    headers: { apikey: key, "content-type": "application/json", "x-client-info": "supabase-js-web/2.119.0" },
  });
  let length = 0;
  const us = (work: () => void) => {
    const began = elapsed();
    for (let n = 0; n < requests; n++) work();
    return (elapsed() - began) * 1000 / requests;
  };
  const rounds = Array.from({ length: 9 }, () => ({
    ours: us(() => counter.count(request)),
    peer: us(() => void (length += request.headers.get("apikey")?.length ?? 0)),
  }));
  const median = (values: number[]) => round(values.sort((a, b) => a - b)[4] ?? 0);
  const ours = median(rounds.map((one) => one.ours));
  const peer = median(rounds.map((one) => one.peer));
  return {
    lines: [
      `counting a key: ${ours} µs a request, ${
        round(ours / peer)
      } times what reading its header takes (${peer} µs)`,
    ],
    result: { ours_us: ours, peer_us: peer, ratio: round(ours / peer), is_read: length > 0 },
  };
}
