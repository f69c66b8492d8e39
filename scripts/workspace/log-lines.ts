import type { AgentLog } from "./agent-logs.ts";
import { sizeText } from "./size.ts";

/** A line per log: its size, how long it has been quiet, whether it is in use, what it is about, and its name. */
export function logLines(logs: readonly AgentLog[], now: number): string[] {
  return logs.map(({ bytes, modified, isActive, title, id }) => {
    const mark = isActive ? "●" : " ";
    const when = isActive ? "in use" : `${age(now - modified)} ago`;
    return `${mark} ${sizeText(bytes).padStart(8)}  ${when.padEnd(8)}  ${
      title === "" ? "(no title)" : title
    }  ${id}`;
  });
}

function age(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 120) return `${minutes}m`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)}h` : `${Math.floor(minutes / 1440)}d`;
}
