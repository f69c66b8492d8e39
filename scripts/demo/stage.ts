import { elapsed } from "../runtime.ts";
import type { Observed } from "./deliveries.ts";
import type { Heard, Listener } from "./listen.ts";
import type { Screen } from "./screen.ts";

/** What every act needs. */
export interface Stage {
  on: Observed;
  screen: Screen;
  /** An app in the foreground. */
  listener: Listener;
  deviceCount: number;
}

/** What a statement announced. */
export interface Announced {
  id: string;
  /** When the statement was committed. */
  at: number;
}

/** Shows and runs one statement. */
export async function run({ on, screen }: Stage, statement: string): Promise<Announced> {
  screen.statement(`${statement};`);
  await on.sql.unsafe(statement);
  const at = elapsed();
  const [latest] = await on.sql`select id from ship.announcements order by seq desc limit 1`;
  return { id: String(latest?.id), at };
}

/** Waits until the app in the foreground hears of it, and says so; undefined when it hears nothing, or another event. */
export async function hear(
  { screen, listener }: Stage,
  { id, at }: Announced,
  event: string,
): Promise<Heard | undefined> {
  const heard = await listener.of(id);
  const share = event === "build-offered" ? `, for ${(heard?.bps ?? 0) / 100} %` : "";
  const words = heard?.event === event
    ? `the app in the foreground heard of build ${heard.build}${share}`
    : `the app in the foreground heard ${heard?.event ?? "nothing"}`;
  screen.event(heard ? heard.at - at : null, heard?.event === event, "Realtime", words);
  return heard?.event === event ? heard : undefined;
}

/** What of this did not hold. */
export function broken(promises: readonly [held: boolean, broken: string][]): string[] {
  return promises.filter(([held]) => !held).map(([, words]) => words);
}
