import { expect, test } from "vitest";
import { HeaderEncoder } from "../../../functions/_shared/http2/hpack-encoder.ts";
import { TableDecoder } from "../support/table-decoder.ts";

function message(expiration: number, topic = "com.example.app"): Record<string, string> {
  return {
    authorization: `bearer ${"j".repeat(200)}`,
    "apns-topic": topic,
    "apns-push-type": "alert",
    "apns-expiration": String(expiration),
    "apns-collapse-id": "ios-build-available",
  };
}

function pair() {
  const encoder = new HeaderEncoder("api.push.apple.com");
  const decoder = new TableDecoder();
  return {
    encoder,
    decoder,
    /** What the peer reads, and how many bytes it took. */
    send(path: string, headers: Record<string, string>) {
      const block = encoder.encode(path, headers);
      return { fields: decoder.decode(block), length: block.length };
    },
  };
}

const expected = (path: string, headers: Record<string, string>) => [
  [":method", "POST"],
  [":scheme", "https"],
  [":path", path],
  [":authority", "api.push.apple.com"],
  ...Object.entries(headers),
];
const plain = (fields: { name: string; value: string }[]) => fields.map(({ name, value }) => [name, value]);
const kinds = (fields: { name: string; kind: string }[]) =>
  Object.fromEntries(fields.map(({ name, kind }) => [name, kind]));

test("the peer reads the same headers every time, and most of them cost a byte from the second on", () => {
  const { send } = pair();
  const headers = message(1_800_000_000);
  const first = send("/3/device/aa", headers);
  const second = send("/3/device/bb", headers);
  expect(plain(first.fields)).toEqual(expected("/3/device/aa", headers));
  expect(plain(second.fields)).toEqual(expected("/3/device/bb", headers));
  expect(first.length - second.length).toBeGreaterThan(120);
});

test("the path is a literal, the provider token is never indexed, everything else is indexed once", () => {
  const { send } = pair();
  const headers = message(1_800_000_000);
  const others = [":authority", "apns-topic", "apns-push-type", "apns-expiration", "apns-collapse-id"];
  const first = kinds(send("/3/device/aa", headers).fields);
  const second = kinds(send("/3/device/aa", headers).fields);
  for (const round of [first, second]) {
    expect(round).toMatchObject({ ":path": "literal", authorization: "never indexed", ":method": "indexed" });
  }
  expect(others.map((name) => first[name])).toEqual(others.map(() => "inserted"));
  expect(others.map((name) => second[name])).toEqual(others.map(() => "indexed"));
});

test("messages that take turns share what they have in common", () => {
  const { send } = pair();
  const messages = [message(1), message(2, "com.example.other"), message(3)];
  for (let turn = 0; turn < 30; turn++) {
    const headers = messages[turn % 3] ?? {};
    const { fields } = send(`/3/device/${turn}`, headers);
    expect(plain(fields)).toEqual(expected(`/3/device/${turn}`, headers));
    expect(kinds(fields)["apns-push-type"]).toBe(turn === 0 ? "inserted" : "indexed");
  }
});

test("a table that overflows drops its oldest entries on both sides alike", () => {
  const { send } = pair();
  for (let turn = 0; turn < 200; turn++) {
    const headers = message(turn, `com.example.app${turn}`);
    expect(plain(send("/3/device/aa", headers).fields)).toEqual(expected("/3/device/aa", headers));
    expect(plain(send("/3/device/bb", headers).fields)).toEqual(expected("/3/device/bb", headers));
  }
});

test.each([0, 40, 130, 300])("a peer that allows a table of %i bytes is told so and obeyed", (size) => {
  const { send, encoder, decoder } = pair();
  send("/3/device/aa", message(1));
  encoder.resize(size);
  for (let turn = 0; turn < 10; turn++) {
    const headers = message(turn % 2);
    expect(plain(send(`/3/device/${turn}`, headers).fields)).toEqual(expected(`/3/device/${turn}`, headers));
  }
  expect(decoder.resized).toEqual([size]);
});

test("a peer that allows more than the default gets no more", () => {
  const { send, encoder, decoder } = pair();
  encoder.resize(65_536);
  send("/3/device/aa", message(1));
  expect(decoder.resized).toEqual([]);
});

test("texts longer than a prefix holds arrive whole", () => {
  const { send } = pair();
  for (const length of [126, 127, 128, 254, 255, 300, 2_000]) {
    const headers = { ...message(1), authorization: "x".repeat(length) };
    expect(plain(send(`/3/device/${"a".repeat(length)}`, headers).fields)).toEqual(
      expected(`/3/device/${"a".repeat(length)}`, headers),
    );
  }
});
