/** A fact worth a line: ids, counts, milliseconds and stable codes. Never a token, key, payload or stack. */
type LogFields = Record<
  string,
  string | number | boolean | null | undefined
>;
export type Log = (code: string, fields?: LogFields) => void;

/** One JSON line per call. */
export function createLog(write: (line: string) => void, fn: string): Log {
  return (code, fields = {}) => write(JSON.stringify({ code, fn, ...fields }));
}
