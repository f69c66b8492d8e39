// @supabase/lite writes each SQL error to the console. Here it goes to a log, in one line, without values.

const listeners = new Set<(line: string) => void>();
const original = console.error;
let isLogging = false;

/** Sends what @supabase/lite would print to `log` until the returned function is called. */
export function captureLiteErrors(log: (line: string) => void): () => void {
  listeners.add(log);
  console.error = (...args: unknown[]) => {
    // A log that itself writes to the console is called from within lite's call.
    if (isLogging || !new Error().stack?.includes("/@supabase/lite/")) return original(...args);
    const line = JSON.stringify({ level: "error", part: "data-api", ...describe(args[0]) });
    isLogging = true;
    for (const listener of listeners) listener(line);
    isLogging = false;
  };
  return () => {
    listeners.delete(log);
    if (listeners.size === 0) console.error = original;
  };
}

/** The SQLSTATE and the message; never details or parameters, which may hold a token. */
function describe(error: unknown): { code: string; message: string } {
  if (error instanceof Error && error.cause instanceof Error) return describe(error.cause);
  if (!(error instanceof Error)) return { code: "unknown", message: String(error).slice(0, 200) };
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return { code, message: error.message.slice(0, 200) };
}
