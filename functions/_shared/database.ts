import type {
  AnnouncementReport,
  Delivery,
  Manifest,
  ProgressAnswer,
  ProviderTokenAnswer,
  PushBatch,
  PushEnvironment,
  PushOutcome,
  Registration,
} from "./schemas.ts";

/** How a delivery went; SQL decides when retries end. */
export interface DeliveryOutcome {
  outcome: "delivered" | "retry" | "failed" | "skipped" | "part";
  status?: number;
  /** A stable code. */
  error?: string;
  /** Null: SQL chooses. */
  retryAfterS?: number | null;
  partsSent?: number;
}

export interface BatchProgress {
  /** Every device with an id up to this is answered. */
  progressId: number;
  /** Number of 200s since the previous call. */
  sentCount: number;
  outcomes: PushOutcome[];
  disposition: "progress" | "finished" | "released";
}

export interface DeviceRegistration {
  component: string;
  token: string;
  apns_environment: PushEnvironment;
  topic?: string;
  kind?: string;
  installed_build?: number;
  installation_id?: string;
  os_version?: string;
  locale?: string;
  client_address: string;
}

export type LeasedDelivery = Pick<Delivery, "id" | "lease_token">;
export type LeasedBatch = Pick<PushBatch, "batch_id" | "lease_token">;

/** The SQL functions of schema `ship`. Every method throws Problem: the database's own code, or `database_unavailable`. */
export interface Database {
  manifest(): Promise<Manifest>;
  claimDeliveries(max: number): Promise<Delivery[]>;
  /** False when the lease was lost: somebody else has taken over. */
  finishDelivery(delivery: LeasedDelivery, outcome: DeliveryOutcome): Promise<boolean>;
  /** `worker` names this invocation in the receipts. */
  claimPushBatch(worker: string): Promise<PushBatch | null>;
  finishPushBatch(batch: LeasedBatch, progress: BatchProgress): Promise<ProgressAnswer>;
  /** `refusedToken`: the provider token that APNs refused; nobody uses it any more. */
  stopPushRun(batch: LeasedBatch, reason: string, detail: string, refusedToken?: string): Promise<boolean>;
  /** Shows that this function works on the database that sent the nonce. */
  answerPing(nonce: string): Promise<boolean>;
  /** Asks pg_net for a successor. */
  wakePush(): Promise<void>;
  /** `digest` tells another key under the same id. */
  takeProviderToken(
    keyId: string,
    teamId: string,
    refused?: string,
    digest?: string,
  ): Promise<ProviderTokenAnswer>;
  storeProviderToken(keyId: string, lease: string, token: string): Promise<boolean>;
  reannounce(component: string, reason: string): Promise<string>;
  announcementReport(announcement: string): Promise<AnnouncementReport>;
  registerDevice(device: DeviceRegistration): Promise<Registration>;
  unregisterDevice(token: string, topic: string): Promise<boolean>;
}
