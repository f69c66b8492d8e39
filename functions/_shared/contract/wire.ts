import { z } from "zod";
import { channelSchema } from "./channel.ts";
import { apnsEnvironmentSchema, build, count } from "./fields.ts";

/** What apps in the field depend on: fields may be added, none is renamed or retyped. See docs/http.md. */

/** Compact, EdDSA; where signing keys are set. */
const jws = z.string().optional();

/** The payload of the event `build-available` on the public topic of a component and channel (`topicOf`). */
export const broadcastSchema = z.object({
  announcement: z.string(),
  seq: count,
  component: z.string().nullable(),
  build: build.nullable(),
  previous_build: build.nullable(),
  version: z.string().nullable(),
  audit_head: z.string().optional(),
  jws,
});
export type Broadcast = z.infer<typeof broadcastSchema>;

/** That of `build-offered`: a share of the devices may have the build. */
export const offerBroadcastSchema = broadcastSchema.extend({
  channel: channelSchema,
  bps: count,
  salt: z.string(),
});
export type OfferBroadcast = z.infer<typeof offerBroadcastSchema>;

/** That of `policy-changed`: the feed is to be read again. */
export const policyBroadcastSchema = z.object({
  announcement: z.string(),
  seq: count,
  component: z.string(),
  channel: channelSchema,
  jws,
});
export type PolicyBroadcast = z.infer<typeof policyBroadcastSchema>;

/** What the `jws` of a broadcast says. */
export const broadcastClaimsSchema = z.object({
  event: z.string(),
  announcement: z.string(),
  seq: count,
  component: z.string().nullable(),
  channel: channelSchema,
  build: build.nullable(),
  bps: count,
  salt: z.string().nullable(),
  /** Seconds. */
  iat: count,
  exp: count,
});
export type BroadcastClaims = z.infer<typeof broadcastClaimsSchema>;

/** Apple: the alert dictionary. Texts, or keys of the app's own strings with their arguments: name, version, build. */
export const alertSchema = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  "title-loc-key": z.string().optional(),
  "title-loc-args": z.array(z.string()).optional(),
  "loc-key": z.string().optional(),
  "loc-args": z.array(z.string()).optional(),
});

/** The body of an alert. */
export const pushPayloadSchema = z.object({
  aps: z.object({ alert: alertSchema }),
  component: z.string(),
  build,
  announcement: z.string(),
});
export type PushPayload = z.infer<typeof pushPayloadSchema>;

/** What the function `manifest` serves. */
export const servedManifestSchema = z.object({
  name: z.string(),
  build,
  seq: count,
  components: z.record(
    z.string(),
    z.object({
      label: z.string(),
      name: z.string(),
      kind: z.string(),
      host: z.string().nullable(),
      version: z.string().nullable(),
      build,
      updated_at: z.string(),
    }),
  ),
});
export type ServedManifest = z.infer<typeof servedManifestSchema>;

/** Apple: "Don't make assumptions about device token size"; hex because it becomes part of a path. */
const token = z.string().min(2).max(512).regex(/^[0-9a-f]+$/i)
  .refine((text) => text.length % 2 === 0).transform((text) => text.toLowerCase());
const topic = z.string().min(1).max(255).regex(/^[A-Za-z0-9.-]+$/);
/** As the database names components: longer keys would not fit into apns-collapse-id. */
const component = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/);
const shortText = z.string().min(1).max(64);

/** The body of `POST devices`. */
export const registrationSchema = z.strictObject({
  component,
  token,
  environment: apnsEnvironmentSchema,
  topic: topic.optional(),
  kind: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/).optional(),
  installed_build: z.int().min(0).optional(),
  channel: channelSchema.optional(),
  installation_id: z.guid().optional(),
  os_version: shortText.optional(),
  locale: shortText.optional(),
});
export type Registration = z.infer<typeof registrationSchema>;

/** The answer to `POST devices`. */
export const registrationAnswerSchema = z.object({
  registered: z.literal(true),
  component: z.string(),
  current_build: build,
});
export type RegistrationAnswer = z.infer<typeof registrationAnswerSchema>;

/** The body of `DELETE devices`. */
export const removalSchema = z.strictObject({ token, topic });
export type Removal = z.infer<typeof removalSchema>;
