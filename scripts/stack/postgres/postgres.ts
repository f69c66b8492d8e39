/** A local Postgres 17 that looks like a hosted project before its first migration. */
export interface Postgres {
  port: number;
  /** Logs in as `postgres`: no superuser, owns the database, as hosted. Migrations run as this. */
  ownerUrl: string;
  /** Logs in as `supabase_admin`; for the stand-ins that are part of the platform itself. */
  superuserUrl: string;
  /** Logs in as `authenticator`, which may only become anon, authenticated or service_role. */
  authenticatorUrl: string;
  /** Somebody else runs it, with the real extensions. */
  isGiven: boolean;
  /** Back to before the first migration; only of one that is given, whose data can't be thrown away as a folder. */
  reset?(): Promise<void>;
  /** Of the postmaster; 0 for one that is given. */
  pid(): number;
  /** As a power cut: SIGKILL to all of it. Committed rows survive; `restart` recovers them. */
  kill9(): Promise<void>;
  /** Starts again on the same port and data; shuts down first when it still runs. */
  restart(): Promise<void>;
  /** Shuts down and removes throwaway data. May be called again. */
  stop(): Promise<void>;
}

/** What `startPostgres` may be told. */
export interface PostgresOptions {
  /** Keep the data here, and go on with what is here. Left out: a throwaway folder. */
  dataDir?: string;
  /** New data begins with Slipway's migrations applied. */
  migrated?: boolean;
  /** Left out: a free one. */
  port?: number;
  /** The URL of a superuser of a Postgres that runs already; left out: SLIPWAY_STACK_DATABASE says, if it is set. */
  given?: string;
  /** Gets a sentence when something takes long or ends up in an unexpected place. */
  log?: (line: string) => void;
}
