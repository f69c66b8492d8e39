import type {
  ControlPlane,
  Home,
  Ping,
  ShipStatus,
  StoppedRun,
  Wake,
} from "../../control-plane/control-plane.ts";
import { CommandError } from "../../cli/command-error.ts";
import { now, sleep } from "../../runtime.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

type Control = Pick<ControlPlane, "shipStatus" | "sendPing" | "pingStatus">;

const repairFix = "Run slipway repair.";
/** A sweep comes every ten seconds: after so many without one it does not come by itself. */
const lateSeconds = 60;
/** A new project's first sweep, and an answer to a ping, come within this. */
const patienceMs = 12_000;

/**
 * The whole way by which a move reaches the functions: where the rows are at home, the sweep, the vault, a round trip through pg_net and
 * the functions back into this database; and what stopped. A database that does not say it yet has no lines.
 */
export async function examineWake(
  control: Control,
  status: ShipStatus,
  environment: string,
): Promise<Diagnosis[]> {
  const { home, stopped_runs: stopped = [] } = status;
  if (home === undefined || status.wake === undefined) return [];
  const wake = await firstSweep(control, status.wake, environment);
  return [
    describeHome(home),
    describeSweep(wake, home),
    describeVault(wake),
    home.away === null && wake.vault === "ready"
      ? await roundTrip(control, wake)
      : unknown("wake", "no call was tried: see home and vault", "Fix these first."),
    describeStopped(stopped),
  ];
}

/** Waits for the first sweep of a project whose job was just made. */
async function firstSweep(control: Control, first: Wake, environment: string): Promise<Wake> {
  let wake = first;
  for (
    const end = now() + patienceMs;
    wake.job === "active" && wake.swept_seconds_ago === null && now() < end;
  ) {
    await sleep(500);
    wake = (await control.shipStatus(environment)).wake ?? wake;
  }
  return wake;
}

export function describeHome({ url, away }: Home): Diagnosis {
  if (away === null) {
    return well("home", url === null ? "nothing was sent yet" : `these rows belong to ${url}`);
  }
  return ill(
    "home",
    `this is a copy of ${url ?? "a project"} (${away}): nothing is sent from here`,
    "If it takes that project's place: slipway repair --adopt '<why>'. A copy to try things out needs nothing.",
  );
}

export function describeSweep({ job, swept_seconds_ago: ago }: Wake, { away }: Home): Diagnosis {
  if (job !== "active") return ill("sweep", `pg_cron's job slipway-sweep is ${job}`, repairFix);
  if (away !== null) return unknown("sweep", "a copy does not sweep", "See home.");
  if (ago !== null && ago <= lateSeconds) return well("sweep", `the last one succeeded ${ago} s ago`);
  return ill(
    "sweep",
    ago === null ? "none has succeeded yet" : `the last one succeeded ${ago} s ago`,
    "pg_cron says why: select start_time, status, return_message from cron.job_run_details order by runid desc limit 5;",
  );
}

export function describeVault({ vault, vault_secret_key: secretKey }: Wake): Diagnosis {
  if (vault === "ready" && secretKey === "used") {
    return ill("vault", "the vault holds a secret key, where a wake token is enough", repairFix);
  }
  if (vault === "ready") return well("vault", `project_url and wake_token are there${remark(secretKey)}`);
  const what = vault === "missing"
    ? "lacks project_url or wake_token"
    : "can't be read: it came from another project";
  return ill("vault", `the vault ${what}`, repairFix);
}

/** Slipway takes nothing away that something else may read: the name is the one that Supabase's own examples use. */
function remark(secretKey: Wake["vault_secret_key"]): string {
  if (secretKey !== "left") return "";
  return "; secret_key is too, and nothing of Slipway reads it: if nothing of yours does, " +
    "delete from vault.secrets where name = 'secret_key';";
}

async function roundTrip(control: Control, wake: Wake): Promise<Diagnosis> {
  try {
    const nonce = await control.sendPing();
    let ping = await control.pingStatus(nonce);
    for (const end = now() + patienceMs; (ping === null || ping.state === "waiting") && now() < end;) {
      await sleep(50);
      ping = await control.pingStatus(nonce);
    }
    return describePing(ping, wake);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return ill("wake", `${error.code}: ${error.message}`, error.hint);
  }
}

export function describePing(ping: Ping | null, { worker }: Pick<Wake, "worker">): Diagnosis {
  switch (ping?.state) {
    case "answered":
      return well(
        "wake",
        `a call went out, reached announce and came back to this database in ${ping.ms} ms`,
      );
    case "refused":
      return ping.status === 401
        ? ill(
          "wake",
          "announce refuses the wake token of the vault",
          `${repairFix} Functions of an earlier release know no such token: npx supabase functions deploy --use-api.`,
        )
        : ill(
          "wake",
          `announce answers ${ping.status}: it is not deployed, or works on another database`,
          "Check project_url in the vault (slipway repair), and deploy: npx supabase functions deploy --use-api.",
        );
    case "elsewhere":
      return ill(
        "wake",
        "announce answers, and not from this database",
        "Deploy the functions of this release: npx supabase functions deploy --use-api.",
      );
    case "failed":
      return ill("wake", `the call did not get there: ${ping.error ?? "no answer"}`, repairFix);
    default:
      return ill(
        "wake",
        `pg_net has not made the call${worker === "up" ? "" : ", and its worker is not to be seen"}`,
        "In the SQL editor: select net.worker_restart();",
      );
  }
}

export function describeStopped(stopped: readonly StoppedRun[]): Diagnosis {
  if (stopped.length === 0) return well("runs", "no push run is stopped");
  const words = stopped.map(({ run, component, apns_environment, reason, detail }) =>
    `run ${run} of ${component} (${apns_environment}) stopped: ${reason}${
      detail === null ? "" : `, ${detail}`
    }`
  );
  return ill(
    "runs",
    words.join("; "),
    `Fix the cause, then in the SQL editor: ${
      stopped.map(({ run }) => `select ship.resume_push_run(${run});`).join(" ")
    }${acceptance(stopped)}`,
  );
}

/** Only a person can know whether so many devices are really gone. */
function acceptance(stopped: readonly StoppedRun[]): string {
  const doubted = stopped.filter(({ reason }) => reason === "too_many_deactivations");
  if (doubted.length === 0) return "";
  const accept = doubted.map(({ run }) => `select ship.accept_deactivations(${run}, '<why>');`);
  return ` If so many devices are really gone: ${accept.join(" ")}`;
}
