// What requests about webhooks hold; anything else is refused.

import { z } from "zod";
import { isSubset } from "./parameters.ts";
import { webhookAttributes } from "./webhooks.ts";

const related = (type: string) =>
  z.strictObject({ data: z.strictObject({ type: z.literal(type), id: z.string() }) });
export const creating = z.strictObject({
  data: z.strictObject({
    type: z.literal("webhooks"),
    attributes: webhookAttributes,
    relationships: z.strictObject({ app: related("apps") }),
  }),
});
export const changing = z.strictObject({
  data: z.strictObject({
    type: z.literal("webhooks"),
    id: z.string(),
    attributes: webhookAttributes.partial(),
  }),
});
export const pinging = z.strictObject({
  data: z.strictObject({
    type: z.literal("webhookPings"),
    relationships: z.strictObject({ webhook: related("webhooks") }),
  }),
});
export const redelivering = z.strictObject({
  data: z.strictObject({
    type: z.literal("webhookDeliveries"),
    relationships: z.strictObject({ template: related("webhookDeliveries") }),
  }),
});
const limit = z.coerce.number().int().min(1).max(200).default(50);
export const listing = z.strictObject({
  limit,
  "fields[webhooks]": z.string().refine((value) =>
    isSubset(value, ["enabled", "eventTypes", "name", "url", "app", "deliveries"])
  ).optional(),
});
export const deliveriesListing = z.strictObject({
  limit,
  "filter[createdDateGreaterThanOrEqualTo]": z.iso.datetime().optional(),
  "filter[createdDateLessThan]": z.iso.datetime().optional(),
  "filter[deliveryState]": z.string().refine((value) => isSubset(value, ["SUCCEEDED", "FAILED", "PENDING"]))
    .optional(),
});
