// The control URL of the database: kill it, start it again.

import { z } from "zod";
import { type Control, startControl } from "./control.ts";
import type { Postgres } from "./postgres/start-postgres.ts";

/** Serves the actions `kill` (SIGKILL to all of Postgres; it stays dead) and `restart` (which recovers). */
export function startPostgresControl(postgres: Postgres): Promise<Control> {
  return startControl({
    schema: z.strictObject({}),
    apply: () => {},
    received: () => ({ pid: postgres.pid(), port: postgres.port }),
    forget: () => {},
    actions: { kill: () => postgres.kill9(), restart: () => postgres.restart() },
  });
}
