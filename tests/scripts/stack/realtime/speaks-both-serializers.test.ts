import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { keys, moved, serveRealtime } from "./serve-realtime.ts";

let realtime: Awaited<ReturnType<typeof serveRealtime>>;
const sockets: WebSocket[] = [];
beforeAll(async () => realtime = await serveRealtime());
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
  return realtime.reset();
});
afterAll(() => realtime.stop());

const join = {
  config: { broadcast: { ack: false, self: false }, presence: { enabled: false }, private: false },
};

/** A raw socket, and every frame it gets. */
async function open(query: string) {
  const socket = new WebSocket(`${realtime.url.replace("http", "ws")}/realtime/v1/websocket?${query}`);
  socket.binaryType = "arraybuffer";
  sockets.push(socket);
  const frames: unknown[] = [];
  const closed = new Promise<CloseEvent>((resolve) => socket.onclose = resolve);
  socket.onmessage = ({ data }) =>
    frames.push(typeof data === "string" ? JSON.parse(data) : new Uint8Array(data));
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  return { socket, frames, closed, send: (frame: unknown) => socket.send(JSON.stringify(frame)) };
}

const ok = (topic: string, ref: string, join_ref: string | null, response: object = {}) => ({
  topic,
  event: "phx_reply",
  payload: { status: "ok", response },
  ref,
  join_ref,
});

test("a socket that names no version gets objects: join, heartbeat, broadcast, leave", async () => {
  const { frames, send } = await open(`apikey=${keys.publishable}`);
  const topic = "realtime:ios:build";
  send({ topic, event: "phx_join", payload: join, ref: "1", join_ref: "1" });
  send({ topic: "phoenix", event: "heartbeat", payload: {}, ref: "2" });
  await vi.waitFor(() =>
    expect(frames).toEqual([ok(topic, "1", "1", { postgres_changes: [] }), ok("phoenix", "2", null)])
  );
  await realtime.send(moved("ios:build", 131));
  const payload = { type: "broadcast", event: "build-available", payload: { build: 131 } };
  await vi.waitFor(() =>
    expect(frames[2]).toEqual({ topic, event: "broadcast", payload, ref: null, join_ref: null })
  );
  send({ topic, event: "phx_leave", payload: {}, ref: "3", join_ref: "1" });
  const close = { topic, event: "phx_close", payload: {}, ref: "1", join_ref: "1" };
  await vi.waitFor(() => expect(frames.slice(3)).toEqual([ok(topic, "3", "1"), close]));
});

test("version 2.0.0 gets arrays; a second join of a topic replaces the first", async () => {
  const { frames, send } = await open(`apikey=${keys.publishable}&vsn=2.0.0`);
  const topic = "realtime:ios:build";
  send(["1", "1", topic, "phx_join", join]);
  send(["2", "2", topic, "phx_join", { config: { ...join.config, presence: { enabled: true } } }]);
  await vi.waitFor(() => expect(frames).toHaveLength(3));
  expect(frames[2]).toEqual(["2", null, topic, "presence_state", {}]);
  expect((await realtime.state()).subscriptions).toEqual([{ topic: "ios:build", private: false }]);
  await realtime.send(moved("ios:build", 1));
  await vi.waitFor(() => expect(frames.slice(3)).toHaveLength(1));
});

test("a push is acknowledged only on a channel that asked for it; a late leave of a replaced join ends nothing", async () => {
  const { frames, send } = await open(`apikey=${keys.publishable}&vsn=2.0.0`);
  const [quiet, acked] = ["realtime:quiet:build", "realtime:acked:build"];
  const push = { type: "broadcast", event: "e", payload: {} };
  send(["1", "1", quiet, "phx_join", join]);
  send(["2", "2", acked, "phx_join", { config: { ...join.config, broadcast: { ack: true } } }]);
  send(["1", "3", quiet, "broadcast", push]);
  send(["2", "4", acked, "broadcast", push]);
  send(["0", "5", quiet, "phx_leave", {}]);
  await vi.waitFor(() => expect(frames).toHaveLength(4));
  const done = { status: "ok", response: {} };
  expect(frames.slice(2)).toEqual([["2", "4", acked, "phx_reply", done], [
    "0",
    "5",
    quiet,
    "phx_reply",
    done,
  ]]);
  expect((await realtime.state()).subscriptions).toHaveLength(2);
});

test("malformed frames are ignored and the socket lives on", async () => {
  const { socket, frames, send } = await open(`apikey=${keys.publishable}&vsn=2.0.0`);
  for (const frame of ["{", "[]", "null", '["1","1","phoenix"]']) socket.send(frame);
  socket.send(new Uint8Array([3, 255, 255, 255]));
  send(["1", "1", "realtime:", "phx_join", join]);
  send([null, "9", "phoenix", "heartbeat", {}]);
  await vi.waitFor(() => expect(frames).toHaveLength(2));
  expect(frames[0]).toMatchObject(["1", "1", "realtime:", "phx_reply", { status: "error" }]);
});

test("binary pushes with JSON or raw bytes reach other subscribers", async () => {
  const [sender, receiver] = [
    await open(`apikey=${keys.publishable}&vsn=2.0.0`),
    await open(`apikey=${keys.publishable}&vsn=2.0.0`),
  ];
  const topic = "realtime:b:build";
  for (const { send } of [sender, receiver]) send(["1", "1", topic, "phx_join", join]);
  await vi.waitFor(() => expect([...sender.frames, ...receiver.frames]).toHaveLength(2));
  const push = (encoding: number, payload: string) =>
    new Uint8Array([
      3,
      1,
      1,
      topic.length,
      1,
      0,
      encoding,
      ...new TextEncoder().encode(`15${topic}e${payload}`),
    ]);
  sender.socket.send(push(1, '{"v":7}'));
  sender.socket.send(push(0, "raw"));
  const [text, raw] = await vi.waitFor(() => {
    expect(receiver.frames).toHaveLength(3);
    return receiver.frames.slice(1);
  });
  expect(text).toEqual([null, null, topic, "broadcast", {
    type: "broadcast",
    event: "e",
    payload: { v: 7 },
  }]);
  expect(raw).toEqual(
    new Uint8Array([4, topic.length, 1, 0, 0, ...new TextEncoder().encode(`${topic}eraw`)]),
  );
});

test("a wrong or missing key is refused before the upgrade", async () => {
  for (const query of ["", "apikey=sb_publishable_foreign"]) {
    const response = await fetch(`${realtime.url}/realtime/v1/websocket?${query}`, {
      headers: { upgrade: "websocket" },
    });
    expect([response.status, Object.keys(await response.json())]).toEqual([401, ["error"]]);
  }
});

test("a silent socket is closed", async () => {
  await realtime.set({ idle_timeout_ms: 50 });
  const { closed } = await open(`apikey=${keys.publishable}`);
  expect((await closed).code).toBe(1000);
});
