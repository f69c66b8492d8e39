import type { Confirm } from "../cli/confirm.ts";
import { dropTags, localTagMessage } from "../git/tags.ts";
import { releaseTrailer } from "../git/trailers.ts";
import { abandonShip } from "../ship/resume/abandon.ts";
import type { Session } from "../ship/flow/session.ts";

/** Gives an unfinished release up. Its versions stay used; tags of this clone that were never pushed go. Raises `ship_unknown`, `lease_held`. */
export async function abandonRelease(
  session: Session,
  { id, reason, confirm }: { id?: string; reason?: string; confirm?: Confirm },
): Promise<void> {
  const { git, control, output } = session;
  const { ship, component } = await abandonShip(session, { id, reason, confirm, kind: "release" });
  const { releases } = await control.releaseStatus();
  const own = releases.filter((release) => release.ship === ship);
  const lost: string[] = [];
  for (const { tag, tagged_at } of own) {
    const message = tagged_at === null ? await localTagMessage(git, tag) : null;
    if (message?.includes(`${releaseTrailer}: ${ship}`)) lost.push(tag);
  }
  await dropTags(git, lost);
  const versions = own.map(({ version }) => version).join(", ");
  output.print(
    `Release ${ship} of ${component} is given up${versions === "" ? "" : `; ${versions} stays used`}.`,
  );
  output.json({ event: "result", ship, component, outcome: "abandoned" });
}
