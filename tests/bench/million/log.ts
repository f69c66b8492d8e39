import { z } from "zod";

const line = z.object({ code: z.string(), fn: z.string() });

/** Counts what the push function logs. */
export class PushLog {
  /** Requests that it answered: invocations, as hosted counts them. */
  requests = 0;

  read(text: string): void {
    const parsed = line.safeParse(parse(text));
    if (parsed.success && parsed.data.fn === "push" && parsed.data.code === "request_answered") {
      this.requests++;
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
