import type { ShipStatus } from "../../control-plane/control-plane.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/**
 * The function secrets without which a transport can't deliver; each entry is satisfied by any of its names. Of a transport that is not
 * here, only its last delivery tells.
 */
const secretsOf: Record<string, string[][] | undefined> = {
  broadcast: [],
  apns: [["APNS_KEY_ID", "APNS_KEYS"], ["APNS_TEAM_ID", "APNS_KEYS"], ["APNS_AUTH_KEY_P8", "APNS_KEYS"]],
  telegram: [["TELEGRAM_BOT_TOKEN"], ["TELEGRAM_CHAT_ID"]],
};

/**
 * Whether every transport that is on can deliver: by the function secrets where their names are known, and by how the last delivery
 * ended: one that failed is never well. One that was never used and whose secrets can't be seen is unknown.
 */
export function examineTransports(
  manifest: Manifest,
  { transports }: ShipStatus,
  secrets: ReadonlySet<string> | undefined,
): Diagnosis[] {
  const hasApp = Object.values(manifest.components).some(({ apns }) => apns !== undefined);
  return transports
    .filter(({ kind, is_on }) => is_on && (kind !== "push" || hasApp))
    .map(({ transport, last_state, last_error }) => {
      const name = `transport:${transport}`;
      const known = secretsOf[transport];
      const needed = known ?? [];
      const missing = needed.filter((names) =>
        secrets !== undefined && !names.some((one) => secrets.has(one))
      )
        .flatMap(([first]) => first ?? []);
      if (last_error === "transport_unknown") {
        return ill(
          name,
          `no function that is deployed knows ${transport}`,
          `Deploy them again; or: ${offLine(transport)}`,
        );
      }
      const isUnconfigured = last_error === "not_configured" &&
        (secrets === undefined || known === undefined);
      if (missing.length > 0 || isUnconfigured) {
        const what = missing.length > 0 ? `lacks ${missing.join(", ")}` : "is on and not configured";
        return ill(name, `${transport} ${what}`, remedy(transport, needed));
      }
      if (last_state === "failed" || last_error === "not_configured") {
        return unknown(
          name,
          `${transport} is on, and its last delivery ended with ${last_error ?? last_state}`,
          `When that is mended: slipway notify; else: ${remedy(transport, needed)}`,
        );
      }
      if (known !== undefined && (known.length === 0 || secrets !== undefined)) {
        return well(name, `${transport} is on and configured`);
      }
      return last_state === "delivered"
        ? well(name, `${transport} is on, and its last delivery arrived`)
        : unknown(
          name,
          `${transport} is on, and nothing shows yet that it is configured`,
          remedy(transport, needed),
        );
    });
}

function remedy(transport: string, needed: readonly string[][]): string {
  const names = needed.flatMap(([first]) => first ? [`${first}=…`] : []).join(" ");
  return names === "" ? offLine(transport) : `npx supabase secrets set ${names}; or: ${offLine(transport)}`;
}

function offLine(transport: string): string {
  return `update ship.transports set is_on = false where transport = '${transport}'`;
}
