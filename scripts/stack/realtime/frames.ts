// The wire format of Phoenix sockets: vsn 1.0.0 (objects), vsn 2.0.0 (arrays) and the binary frames of 2.0.0.

import { z } from "zod";

/** The serializer a socket asked for; a socket that asked for none speaks 1.0.0. */
export type Vsn = "1.0.0" | "2.0.0";

const ref = z.union([z.string(), z.null()]).optional().transform((value) => value ?? null);

const objectFrame = z.object({
  topic: z.string(),
  event: z.string(),
  payload: z.unknown(),
  ref,
  join_ref: ref,
});

const arrayFrame = z.tuple([ref, ref, z.string(), z.string(), z.unknown()]).transform(
  ([join_ref, ref, topic, event, payload]) => ({ join_ref, ref, topic, event, payload }),
);

/** One message of a client. `payload` is unknown until the event's own schema has seen it. */
export type Frame = z.infer<typeof objectFrame>;

/** Reads a text frame; undefined for one that is malformed, which the real server ignores. */
export function decodeText(text: string, vsn: Vsn): Frame | undefined {
  try {
    const parsed = (vsn === "1.0.0" ? objectFrame : arrayFrame).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a text frame. */
export function encodeText(vsn: Vsn, frame: Frame): string {
  const { join_ref, ref, topic, event, payload } = frame;
  return JSON.stringify(
    vsn === "1.0.0" ? { topic, event, payload, ref, join_ref } : [join_ref, ref, topic, event, payload],
  );
}

/** What a binary push carries: the user's event, and a payload that is JSON or raw bytes. */
interface BinaryPush {
  join_ref: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

/**
 * Reads a client push (kind 3): `[3, joinRefLen, refLen, topicLen, eventLen, metaLen, enc]`, the strings, the payload.
 * The payload is a Uint8Array when enc is 0, parsed JSON when it is 1. Undefined for anything malformed.
 */
export function decodeBinaryPush(bytes: Uint8Array): BinaryPush | undefined {
  const [kind, ...lengths] = bytes.subarray(0, 6);
  const encoding = bytes[6];
  if (kind !== 3 || lengths.length < 5 || (encoding !== 0 && encoding !== 1)) return undefined;
  let offset = 7;
  const [join_ref = "", ref = "", topic = "", event = ""] = lengths.map((length) => {
    const text = new TextDecoder().decode(bytes.subarray(offset, offset + length));
    offset += length;
    return text;
  });
  if (offset > bytes.length) return undefined;
  const rest = bytes.slice(offset);
  try {
    const payload = encoding === 0 ? rest : JSON.parse(new TextDecoder().decode(rest));
    return { join_ref: join_ref || null, ref: ref || null, topic, event, payload };
  } catch {
    return undefined;
  }
}

/** Writes a broadcast of raw bytes (kind 4, enc 0): `[4, topicLen, eventLen, metaLen, enc]`, the strings, the payload. */
export function encodeBinaryBroadcast(
  topic: string,
  event: string,
  payload: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const topicBytes = new TextEncoder().encode(topic);
  const eventBytes = new TextEncoder().encode(event);
  const head = [4, topicBytes.length, eventBytes.length, 0, 0];
  const frame = new Uint8Array(head.length + topicBytes.length + eventBytes.length + payload.length);
  frame.set(head);
  frame.set(topicBytes, head.length);
  frame.set(eventBytes, head.length + topicBytes.length);
  frame.set(payload, head.length + topicBytes.length + eventBytes.length);
  return frame;
}
