import { isText, isWhole } from "./feed.ts";
import { recordOf } from "./record.ts";
import type { Answer } from "./request.ts";

/** A token as the operating system gave it. */
export interface PushToken {
  /** APNs: the device token in hex. */
  token: string;
  /** Which of Apple's hosts knows the token: an app run from Xcode has a sandbox one, TestFlight and the App Store have production ones. */
  environment: "production" | "sandbox";
  /** The app's bundle id. May be left out when the component has one app. */
  topic?: string;
  kind?: string;
  /** "en-GB" */
  locale?: string;
}

/** What came of a registration. Without a token, an open app still hears of builds. */
export type PushResult =
  | { ok: true; currentBuild: number | null }
  /** `code` is the server's (docs/http.md), or `network`. */
  | { ok: false; code: string; status: number | null; retryAfterMs: number };

/** Never rejects. */
export async function sendDevice(send: () => Promise<Answer>): Promise<PushResult> {
  try {
    const { status, text, retryAfterMs } = await send();
    const { code, current_build } = recordOf(text);
    return status < 300
      ? { ok: true, currentBuild: isWhole(current_build) ? current_build : null }
      : { ok: false, code: isText(code) ? code : `http_${status}`, status, retryAfterMs };
  } catch {
    return { ok: false, code: "network", status: null, retryAfterMs: 0 };
  }
}
