import { renderTerminal } from "../../../functions/_shared/table/terminal.ts";
import { buildTable, type Table } from "../../../functions/_shared/table/rows.ts";
import type { Output } from "../../cli/output.ts";
import type { ControlPlane, ShipStatus } from "../../control-plane/control-plane.ts";
import { elapsed, sleep } from "../../runtime.ts";

type Progress = ShipStatus["announcements"][number];

/** A build that moved. */
export interface Move {
  component: string;
  build: number;
  previous: number;
}

/** A build that moved, or the first of several that moved together, and how far the word of it got. */
export interface Outcome extends Move {
  table: Table;
  /** Of the chat; what is missing was delivered. */
  troubles: { transport: string; error: string }[];
}

/** What a run left: its ship, the commit, and the outcome unless it stopped before the table. */
export interface Shipped {
  ship: string;
  sha: string;
  outcome: Outcome | undefined;
  /** What was shipped where nobody is told of it. */
  moved?: Move & { environment: string };
}

/** Milliseconds to wait for the chat's first word: usually it takes some 30. */
const longestWaitMs = 2000;

/**
 * Looks until every chat has answered, or failed for the first time, or the time is over: the outbox goes on by itself. The rows are
 * those of the chat's table.
 */
export async function readOutcome(
  control: ControlPlane,
  environment: string,
  move: Move,
  signal: AbortSignal,
  more: readonly Move[] = [],
): Promise<Outcome> {
  const deadline = elapsed() + longestWaitMs;
  const status = await control.shipStatus(environment);
  let open: Progress | null | undefined = status.announcements.findLast(({ changes }) =>
    changes?.some((change) => change.component === move.component && change.build === move.build)
  );
  for (let pause = 8; open && !chatsOf(open).every(isSettled) && elapsed() < deadline; pause *= 1.5) {
    await sleep(Math.min(pause, 200), signal);
    open = await control.announcementProgress(open.announcement);
  }
  const troubles = open ? chatsOf(open).flatMap(troubleOf) : [];
  return { ...move, table: tableOf(status, [move, ...more]), troubles };
}

/** Prints the table, and every chat that did not take it. */
export function printOutcome(output: Output, { table, troubles }: Outcome): void {
  for (const { transport, error } of troubles) {
    output.warn("delivery_failed", `${transport}: ${error}; it is tried again by itself`);
  }
  output.print(renderTerminal(table));
}

/** The legs to the team's chats, without the word of stopped push runs. */
function chatsOf({ deliveries }: Progress): Progress["deliveries"] {
  return deliveries.filter(({ kind, stopped_run }) => kind === "chat" && stopped_run === null);
}

function isSettled({ state, error }: Progress["deliveries"][number]): boolean {
  return error !== null || (state !== "pending" && state !== "leased");
}

function troubleOf({ transport, state, error }: Progress["deliveries"][number]): Outcome["troubles"] {
  const isTrouble = error !== null && state !== "delivered" && error !== "not_configured";
  return isTrouble ? [{ transport, error }] : [];
}

function tableOf({ project, components, audit_head }: ShipStatus, moves: readonly Move[]): Table {
  // a build that only a share of the devices may have moved nothing
  const isRolling = ({ component, build }: Move) =>
    components.some(({ key, rolling }) => key === component && rolling?.build === build);
  return buildTable({
    project,
    forced: false,
    changes: moves.filter((move) => !isRolling(move)).map(({ component, build, previous }) => ({
      component,
      build,
      previous_build: previous,
    })),
    components,
    auditHead: audit_head,
  });
}
