import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoadedPlatform, loadSharedPlatform } from "../support/loaded-stack.ts";
import { until } from "../support/until.ts";

let on: LoadedPlatform;
beforeAll(async () => {
  on = await loadSharedPlatform();
});
afterAll(() => on.stop());

test("a subscriber that speaks the older protocol version hears the move too", async () => {
  const frames: Record<string, unknown>[] = [];
  const url = `${on.info.realtime_url}/websocket?apikey=${on.info.publishable_key}&vsn=1.0.0`;
  const socket = new WebSocket(url);
  try {
    socket.onmessage = ({ data }) => frames.push(JSON.parse(data));
    await until("the socket opened", () => socket.readyState === WebSocket.OPEN);
    socket.send(JSON.stringify({
      topic: "realtime:ios:build",
      event: "phx_join",
      payload: { config: { broadcast: { ack: false, self: false }, private: false } },
      ref: "1",
      join_ref: "1",
    }));
    await until("joined", () => frames.some((frame) => frame.event === "phx_reply"));
    const build = await on.move();
    const frame = await until("the broadcast", () => frames.find((one) => one.event === "broadcast"));
    expect(frame).toMatchObject({
      topic: "realtime:ios:build",
      payload: { type: "broadcast", event: "build-available", payload: { component: "ios", build } },
    });
  } finally {
    socket.close();
  }
});
