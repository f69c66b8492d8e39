// The numbers of RFC 9113, and the two kinds of errors that it knows.

import { RequestFailed } from "./client.ts";

export const frameType = {
  data: 0,
  headers: 1,
  priority: 2,
  rstStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

export const flag = { endStream: 1, ack: 1, endHeaders: 4, padded: 8, priority: 32 } as const;

export const setting = {
  headerTableSize: 1,
  enablePush: 2,
  maxConcurrentStreams: 3,
  initialWindowSize: 4,
  maxFrameSize: 5,
} as const;

/** RFC 9113, 7 */
export const errorCode = {
  no_error: 0,
  protocol_error: 1,
  internal_error: 2,
  flow_control_error: 3,
  settings_timeout: 4,
  stream_closed: 5,
  frame_size_error: 6,
  refused_stream: 7,
  cancel: 8,
  compression_error: 9,
  connect_error: 10,
  enhance_your_calm: 11,
  inadequate_security: 12,
  http_1_1_required: 13,
} as const;

export type ErrorName = keyof typeof errorCode;

const names = new Map<number, string>(Object.entries(errorCode).map(([name, code]) => [code, name]));

/** What the RFC calls a code; the number itself when it does not know it. */
export function nameOfError(code: number): string {
  return names.get(code) ?? `error_${code}`;
}

/** The default of SETTINGS_MAX_FRAME_SIZE, which we never raise. */
export const defaultFrameSize = 16_384;
/** RFC 9113, 6.9.2: what both sides begin with. */
export const initialWindow = 65_535;
export const largestWindow = 0x7fff_ffff;

/** RFC 9113, 5.4.1: the connection can't be used any more. */
export class ConnectionError extends Error {
  constructor(readonly code: ErrorName, why: string) {
    super(`${code}: ${why}`);
  }
}

/** RFC 9113, 5.4.2: the peer broke the rules on one stream. */
export class StreamError extends RequestFailed {
  constructor(override readonly code: ErrorName, why: string) {
    super(code, why);
  }
}
