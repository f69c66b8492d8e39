import { describe, expect, test } from "vitest";
import { decide } from "../../../clients/ts/src/decide.ts";
import { parseFeed } from "../../../clients/ts/src/feed.ts";
import { client, feed, offer, policy } from "../../../scripts/tasks/vectors/case.ts";

function throwing(): never {
  throw new Error("no");
}

const revoked = Proxy.revocable([], {});
revoked.revoke();
const circular: Record<string, unknown> = feed();
circular.policy = circular;

const values: Record<string, unknown> = {
  "undefined": undefined,
  "a function": throwing,
  "a symbol": Symbol("feed"),
  "a BigInt": 1n,
  "a date": new Date(0),
  "a map": new Map(Object.entries(feed())),
  "a proxy that is gone": revoked.proxy,
  "a proxy that throws": new Proxy({}, { get: throwing }),
  "a getter that throws": Object.defineProperty(feed(), "offers", { get: throwing }),
  "a part that is gone": feed({ offers: revoked.proxy }),
  "a getter that throws, deep": feed({
    offers: [Object.defineProperty(offer(131), "salt", { get: throwing })],
  }),
  "a BigInt as build": feed({ offers: [offer(131, { build: 131n })] }),
  "not a number": feed({ seq: NaN }),
  "infinity": feed({ seq: Infinity }),
  "a list with holes": feed({ offers: new Array(3) }),
  "itself as its policy": circular,
};

describe("a feed that is", () => {
  test.for(Object.entries(values))("%s", ([, value]) => {
    expect(parseFeed(value)).toBeUndefined();
    expect(decide(value, client())).toMatchObject({ kind: "unknown", can_skip: true });
  });

  test("an object without a prototype is read like any other", () => {
    expect(parseFeed(Object.assign(Object.create(null), feed()))).toMatchObject({ seq: 12 });
  });
});

describe("a client that", () => {
  const blocking = feed({ policy: policy({ min_build: 131 }) });
  const ask = (value: unknown) => Reflect.apply(decide, undefined, [blocking, value]);

  test("throws blocks nothing", () => {
    expect(ask(new Proxy({}, { get: throwing }))).toMatchObject({
      kind: "unknown",
      reason: "client_invalid",
    });
    expect(ask(undefined)).toMatchObject({ kind: "unknown", reason: "client_invalid" });
    expect(ask({ ...client(), now: new Date() })).toMatchObject({
      kind: "unknown",
      reason: "client_invalid",
    });
  });

  test("remembers nothing decides all the same", () => {
    expect(ask({ ...client(), remembered: undefined })).toMatchObject({ kind: "required" });
    expect(ask({ ...client(), remembered: null })).toMatchObject({ kind: "required" });
  });
});
