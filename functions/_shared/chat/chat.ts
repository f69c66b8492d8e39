import type { Delivery, FindingReport, StoppedRun } from "../contract/deliveries.ts";
import type { DeliveryOutcome } from "../control-plane/deliveries.ts";
import type { Send } from "../outbox/transport.ts";
import { buildTable, type Table } from "../table/rows.ts";

/** What people wrote about an announcement, beside the table or, `asBody`, in its place. */
export interface Notes {
  text: string;
  asBody: boolean;
}

/**
 * What a chat shows, as texts that each are a valid message there. The same input always gives the same parts, so that a
 * retry may start at the next one.
 */
interface ChatRenderer {
  table(table: Table, notes: Notes | null): string[];
  /** The message that a push run stopped: why, how far it got, that no token was touched, and how to resume it. */
  stoppedRun(run: StoppedRun): string[];
  /** The message that something is broken, or whole again. */
  findings(report: FindingReport): string[];
}

/** Sends one message and says how it went. One is made for each delivery, so it may keep what it learns on the way. */
export type SendMessage = (text: string) => Promise<DeliveryOutcome>;

/** A chat as a transport: what it shows, and how a message gets there. Every part is recorded before the next is sent. */
export function createChat(
  render: ChatRenderer,
  createSendMessage: (delivery: Delivery) => SendMessage,
): Send {
  return async (delivery, recordPart) => {
    const parts = partsOf(render, delivery);
    const sendMessage = createSendMessage(delivery);
    for (let sent = delivery.parts_sent; sent < parts.length; sent++) {
      const outcome = await sendMessage(parts[sent] ?? "");
      if (outcome.outcome !== "delivered") return outcome;
      if (sent + 1 < parts.length && !(await recordPart(sent + 1))) {
        return { outcome: "retry", error: "lease_lost" };
      }
    }
    return { outcome: "delivered", status: 200, partsSent: parts.length };
  };
}

function partsOf(render: ChatRenderer, delivery: Delivery): string[] {
  if (delivery.findings !== null) return render.findings(delivery.findings);
  if (delivery.stopped_run !== null) return render.stoppedRun(delivery.stopped_run);
  return render.table(tableOf(delivery), notesOf(delivery));
}

/** A forced announcement has nothing new to show: what people wrote about it is its body. */
function notesOf({ notes, forced }: Delivery): Notes | null {
  return notes === null ? null : { text: notes, asBody: forced };
}

function tableOf(delivery: Delivery): Table {
  return buildTable({
    project: delivery.project ?? "Slipway",
    forced: delivery.forced,
    changes: delivery.changes,
    components: delivery.components,
    auditHead: delivery.audit_head,
  });
}
