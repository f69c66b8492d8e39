import type { ControlPlane } from "../../control-plane/control-plane.ts";
import { describeTroubledJobs } from "../../jobs/job-text.ts";
import type { Workspace } from "../../manifest/load.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/** Whether every job of version.json has run when it should. Nothing where none is declared. */
export async function examineJobs(
  { manifest }: Workspace,
  control: Pick<ControlPlane, "jobStatus">,
): Promise<Diagnosis[]> {
  const wanted = Object.keys(manifest.ship.jobs);
  if (wanted.length === 0) return [];
  const { jobs } = await control.jobStatus();
  const unheard = wanted.filter((name) => !jobs.some(({ job }) => job === name));
  const troubled = describeTroubledJobs(jobs);
  return [
    ...unheard.length === 0 ? [] : [
      ill(
        "jobs:declared",
        `the control plane does not know ${unheard.join(", ")}`,
        "Run slipway jobs declare.",
      ),
    ],
    ...troubled.map((text) =>
      ill("jobs", text, "Run it now and look why it did not; slipway jobs shows all of them.")
    ),
    ...unheard.length + troubled.length > 0
      ? []
      : [well("jobs", `${wanted.join(", ")} ran when due, or are not due yet`)],
  ];
}

/** Whether the store says by itself when a build can be installed. Nothing where no app asks for it. */
export async function examineStoreEvents(
  { manifest }: Workspace,
  control: Pick<ControlPlane, "storeStatus">,
): Promise<Diagnosis[]> {
  const wanted = Object.entries(manifest.components).filter(([, { store }]) => store?.auto);
  if (wanted.length === 0) return [];
  const { apps } = await control.storeStatus();
  return wanted.map(([component]) => {
    const line = `store-events:${component}`;
    const app = apps.find((one) => one.component === component);
    if (app === undefined) {
      return ill(
        line,
        "the control plane does not know its store",
        "Ship any component, or run slipway ios webhook install.",
      );
    }
    if (app.error !== null) {
      return ill(
        line,
        `App Store Connect could not be asked: ${app.error}`,
        "Run slipway ios webhook status.",
      );
    }
    return app.hinted_at === null
      ? unknown(
        line,
        "App Store Connect has not sent anything yet",
        "Run slipway ios webhook install, then slipway ios webhook ping.",
      )
      : well(line, `App Store Connect has said something last at ${app.hinted_at}`);
  });
}
