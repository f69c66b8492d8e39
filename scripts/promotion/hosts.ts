import type { Promotion } from "../../functions/_shared/contract/environments.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { ShipRun } from "../ship/flow/flow.ts";

/** After a cutover every host has to follow before the environment is live. Raises `hosts_left` (exit 9), which names what each has left. */
export async function requireHostsCutOver(
  { control, environment }: Pick<ShipRun, "control" | "environment">,
  { id, kind }: Pick<Promotion, "id" | "kind">,
): Promise<void> {
  const names = environment.entry?.hosts ?? [];
  if (kind !== "cutover" || names.length === 0) return;
  const { is_live: isLive, hosts } = await control.cutoverStatus(id, names);
  if (isLive) return;
  const left = hosts.filter(({ is_done }) => !is_done)
    .map(({ host, steps }) =>
      `${host} (${steps.length === 0 ? "nothing yet" : steps.map(({ step }) => step).join(", ")})`
    );
  throw new CommandError(
    "hosts_left",
    `${environment.name} is not live before every host has fetched, checked out and reset: ${
      left.join("; ")
    }`,
    `On each: slipway follow ${environment.name} --cutover --promotion ${id}. Then slipway promote ${environment.name} --resume.`,
    exitCode.partial,
  );
}
