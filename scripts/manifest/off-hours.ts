import type { Finding } from "../cli/command-error.ts";
import type { Environment } from "./environment.ts";
import type { Window } from "./schema-environments.ts";
import { isWithin } from "./windows.ts";
import { now } from "../runtime.ts";

/** Why these components are not deployed there at this hour; nothing with a reason. One window that is open is enough for a component. */
export function offHours(
  { name, entry }: Environment,
  components: readonly string[],
  reason: string | undefined,
  at: Date = new Date(now()),
): Finding[] {
  const windows = entry?.windows ?? [];
  if (windows.length === 0 || reason !== undefined && reason.trim() !== "") return [];
  const closed = components.filter((key) => {
    const own = windows.filter((window) => window.components?.includes(key) ?? true);
    return own.length > 0 && !own.some((window) => isWithin(window, at));
  });
  if (closed.length === 0) return [];
  const shown = windows.filter((window) => closed.some((key) => window.components?.includes(key) ?? true))
    .map(describeWindow).join("; ");
  return [{
    code: "window_closed",
    message: `${closed.join(", ")} may be deployed to ${name} ${shown}`,
    hint: 'Wait for that, or say why it can\'t: --reason "…".',
    component: closed[0],
  }];
}

/** As people say it. */
export function describeWindow({ days, from = "00:00", to = "24:00", tz }: Window): string {
  return `${days.join(", ")} ${from}–${to} ${tz}`;
}
