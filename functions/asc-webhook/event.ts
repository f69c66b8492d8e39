import { z } from "zod";
import type { RpcArgs } from "../_shared/contract/rpc.ts";

/** What does not look as it should is left out: an event is a hint, and says only that something has changed. */
const word = z.string().regex(/^[A-Z0-9_]{1,100}$/).optional().catch(undefined);
const name = z.string().regex(/^[A-Za-z]{1,100}$/);
const instance = z.object({
  data: z.object({ type: name, id: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/) }),
}).optional().catch(undefined);

/**
 * Source: Apple, "Webhook notifications": the states have other names in each type of event, and a ping has neither states nor an
 * instance. `links` are not read: nothing that an event says is ever used as an address.
 */
export const eventSchema = z.object({
  data: z.object({
    type: name,
    id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
    attributes: z.object({
      ...{ oldState: word, newState: word, oldValue: word, newValue: word },
      ...{ oldExternalBuildState: word, newExternalBuildState: word },
      timestamp: z.iso.datetime({ offset: true }).optional().catch(undefined),
    }).optional().catch(undefined),
    relationships: z.object({ instance }).optional().catch(undefined),
  }),
});

/** The event as the database takes it. `appId` comes from the webhook's address: Apple's payload names no app. */
export function eventRow(
  { data }: z.infer<typeof eventSchema>,
  appId: string | undefined,
): RpcArgs<"take_store_event"> {
  const { attributes, relationships } = data;
  return {
    event: data.id,
    type: data.type,
    app_id: appId,
    instance_type: relationships?.instance?.data.type,
    instance_id: relationships?.instance?.data.id,
    old_state: attributes?.oldState ?? attributes?.oldExternalBuildState ?? attributes?.oldValue,
    new_state: attributes?.newState ?? attributes?.newExternalBuildState ?? attributes?.newValue,
    happened_at: attributes?.timestamp,
  };
}
