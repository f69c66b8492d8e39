// One WebSocket of the Realtime stand-in: joins, heartbeats, presence, broadcasts.

import { z } from "zod";
import type { KeyRole } from "../keys.ts";
import {
  decodeBinaryPush,
  decodeText,
  encodeBinaryBroadcast,
  encodeText,
  type Frame,
  type Vsn,
} from "./frames.ts";
import type { Broadcast, Hub, Subscription } from "./hub.ts";
import { joinPayload, refusalOf } from "./join.ts";
import type { RealtimeSettings } from "./settings.ts";

const broadcastPayload = z.object({ event: z.string(), payload: z.unknown() });

interface Channel extends Subscription {
  joinRef: string | null;
  ack: boolean;
  self: boolean;
}

/** What a socket needs to know of its server. */
interface SocketContext {
  socket: WebSocket;
  vsn: Vsn;
  role: KeyRole;
  hub: Hub;
  settings: () => RealtimeSettings;
}

/** Speaks the protocol on an accepted socket until it closes. Malformed frames are ignored, as the real server does. */
export function serveSocket({ socket, vsn, role, hub, settings }: SocketContext): void {
  socket.binaryType = "arraybuffer";
  const channels = new Map<string, Channel>();

  const write = (data: string | Uint8Array<ArrayBuffer>) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(data);
  };
  const send = (frame: Frame) => write(encodeText(vsn, frame));
  const reply = ({ join_ref, ref, topic }: Frame, status: "ok" | "error", response: object) =>
    send({ join_ref, ref, topic, event: "phx_reply", payload: { status, response } });
  const leave = (topic: string) => {
    const channel = channels.get(topic);
    if (channel) hub.remove(channel);
    channels.delete(topic);
  };

  const join = (frame: Frame) => {
    const { config } = joinPayload.parse(frame.payload);
    const topic = frame.topic.slice("realtime:".length);
    const reason = refusalOf(topic, config.private, role, settings());
    if (reason) {
      hub.counts.joins_refused++;
      return reply(frame, "error", { reason });
    }
    leave(frame.topic);
    const channel: Channel = {
      topic,
      private: config.private,
      joinRef: frame.join_ref,
      ...config.broadcast,
      deliver: (broadcast) => deliver(frame.topic, broadcast),
      kick: (message) => {
        const system = { extension: "system", status: "error", message, channel: topic };
        send({ join_ref: frame.join_ref, ref: null, topic: frame.topic, event: "system", payload: system });
        send({ ...frame, event: "phx_close", payload: {} });
        leave(frame.topic);
      },
      crash: () => {
        send({ ...frame, event: "phx_error", payload: {} });
        leave(frame.topic);
      },
    };
    channels.set(frame.topic, channel);
    hub.add(channel);
    hub.counts.joins++;
    reply(frame, "ok", {
      postgres_changes: config.postgres_changes.map((change, id) => ({ id, ...change })),
    });
    if (config.presence.enabled) {
      send({ join_ref: frame.join_ref, ref: null, topic: frame.topic, event: "presence_state", payload: {} });
    }
  };

  const deliver = (topic: string, { event, payload, id }: Broadcast) => {
    if (payload instanceof Uint8Array) {
      // Raw bytes have no form in vsn 1.0.0.
      if (vsn === "2.0.0") write(encodeBinaryBroadcast(topic, event, payload));
      return;
    }
    const message = { type: "broadcast", event, payload, ...id ? { meta: { id } } : {} };
    send({ join_ref: null, ref: null, topic, event: "broadcast", payload: message });
  };

  const broadcast = (frame: Frame, channel: Channel, event: string, payload: unknown) => {
    if (hub.rate() >= settings().events_per_second) return channel.kick("Too many messages per second");
    const message = { topic: channel.topic, private: channel.private, event, payload };
    hub.publish(message, role, "socket", channel.self ? undefined : channel);
    if (channel.ack) reply(frame, "ok", {});
  };

  const handle = (frame: Frame) => {
    if (frame.topic === "phoenix") return frame.event === "heartbeat" ? reply(frame, "ok", {}) : undefined;
    if (frame.event === "phx_join" && frame.topic.startsWith("realtime:")) return join(frame);
    const channel = channels.get(frame.topic);
    if (!channel) return reply(frame, "error", { reason: "unmatched topic" });
    switch (frame.event) {
      case "phx_leave":
        // A late leave of a join that has been replaced must not end the present one.
        if (frame.join_ref !== null && frame.join_ref !== channel.joinRef) return reply(frame, "ok", {});
        leave(frame.topic);
        reply(frame, "ok", {});
        return send({ ...frame, ref: frame.join_ref, event: "phx_close", payload: {} });
      case "presence":
        return reply(frame, "ok", {});
      case "broadcast": {
        const message = broadcastPayload.safeParse(frame.payload);
        if (message.success) broadcast(frame, channel, message.data.event, message.data.payload);
      }
        // access_token and unknown events get no answer.
    }
  };

  let idle = setTimeout(() => {}, 0);
  const touch = () => {
    clearTimeout(idle);
    idle = setTimeout(() => socket.close(1000, "idle"), settings().idle_timeout_ms);
  };

  socket.onopen = touch;
  socket.onmessage = ({ data }) => {
    touch();
    if (typeof data === "string") {
      const frame = decodeText(data, vsn);
      if (frame) handle(frame);
    } else if (data instanceof ArrayBuffer) {
      const push = decodeBinaryPush(new Uint8Array(data));
      const channel = push && channels.get(push.topic);
      if (push && channel) broadcast({ ...push, event: "broadcast" }, channel, push.event, push.payload);
    }
  };
  socket.onclose = () => {
    clearTimeout(idle);
    [...channels.keys()].forEach(leave);
  };
  // A socket that breaks also closes; without a handler Deno would report it as uncaught.
  socket.onerror = () => {};
}
