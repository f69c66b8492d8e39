import type { Credential } from "./credentials.ts";
import { createCall } from "./call.ts";
import { buildCalls } from "./calls/builds.ts";
import { environmentCalls } from "./calls/environments.ts";
import { hostCalls } from "./calls/hosts.ts";
import { keyCalls } from "./calls/keys.ts";
import { operationCalls } from "./calls/operations.ts";
import { releaseCalls } from "./calls/releases.ts";
import { shipCalls } from "./calls/ships.ts";
import { updateCalls } from "./calls/updates.ts";

export type {
  ResumedShip,
  ShipKind,
  ShipLease,
  ShipStatus,
  UnfinishedShip,
} from "../../functions/_shared/contract/ships.ts";
export type {
  KeyRotation,
  KeyStatus,
  KeyStep,
  KeyStepHow,
  KeyUsage,
  KnownKey,
} from "../../functions/_shared/contract/keys.ts";
export type { MigrationRun } from "../../functions/_shared/contract/migration-runs.ts";
export type { Home, Ping, StoppedRun, Wake } from "../../functions/_shared/contract/operations.ts";
export type { CutoverStep, HostState, HostStatus } from "../../functions/_shared/contract/hosts.ts";
export type { StoreStatus } from "../../functions/_shared/contract/store.ts";
export type { VerificationStatus } from "../../functions/_shared/contract/verifications.ts";
export type { Synced } from "../../functions/_shared/contract/builds.ts";

export type { Ending } from "./calls/ships.ts";
export type { RolloutArgs } from "./calls/updates.ts";
export type { DeclaredHosts } from "./calls/hosts.ts";
export type { PublicPart } from "./calls/keys.ts";

/**
 * The project's control plane. Every method raises CommandError: the database's stable code (`lease_held` ends the
 * process with 6), `credential_refused` (4), `control_plane_unreachable` (1); see `refusal.ts`.
 */
export type ControlPlane = ReturnType<typeof connect>;

/** A client of the project's Data API; opens no connection before the first call. */
export function connect(credential: Credential) {
  const call = createCall(credential);
  return {
    ...shipCalls(call),
    ...buildCalls(call),
    ...updateCalls(call),
    ...releaseCalls(call),
    ...environmentCalls(call),
    ...hostCalls(call),
    ...operationCalls(call),
    ...keyCalls(call),
  };
}
