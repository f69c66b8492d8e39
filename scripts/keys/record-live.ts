import { actorName } from "../control-plane/actor.ts";
import type { Session } from "../ship/flow/session.ts";
import { trustCommands } from "../ship/trust/trust.ts";
import { openKind } from "./open-kind.ts";
import { declaredKeys, placeOf } from "./place.ts";

/** Writes down which keys are accepted now, of every declared key: from then on their age and their use are known. */
export async function recordLive(session: Session): Promise<void> {
  await trustCommands(session, undefined);
  for (const name of Object.keys(declaredKeys(session.workspace.manifest))) {
    const place = placeOf(session, name);
    const live = await (await openKind(place)).live();
    await session.control.recordKeys({ name, kind: place.declared.kind, live, actor: actorName() });
  }
}
