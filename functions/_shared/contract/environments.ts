import { z } from "zod";
import { build } from "./fields.ts";
import { rpc } from "./rpc.ts";

const text = z.string().nullable();

const deploymentSchema = z.object({
  id: z.string(),
  environment: z.string(),
  component: z.string(),
  kind: z.enum(["deploy", "redeploy", "rollback"]),
  build,
  version: z.string(),
  sha: text,
  branch: text,
  /** Null while it runs, or when whoever ran it died. */
  outcome: z.enum(["verified", "failed", "failed-verify", "abandoned"]).nullable(),
  verified_by: z.enum(["probes", "exit-code", "word"]).nullable(),
  code: text,
  actor: z.string(),
  promotion: text,
  started_at: z.string(),
  finished_at: text,
  /** From its beginning to its end. */
  ms: z.number().nullable(),
  /** The deploy or rollback alone. */
  deploy_ms: z.number().nullable(),
});
type Deployment = z.infer<typeof deploymentSchema>;
export type DeploymentOutcome = Exclude<Deployment["outcome"], null | "abandoned">;

const promotionSchema = z.object({
  id: z.string(),
  environment: z.string(),
  kind: z.enum(["promotion", "hotfix", "cutover"]),
  from_branch: z.string(),
  branch: z.string(),
  sha: z.string(),
  previous_sha: text,
  components: z.array(z.string()),
  gates: z.array(z.unknown()),
  overrides: z.record(z.string(), z.string()),
  reason: text,
  archive_tag: text,
  ship: text,
  actor: z.string(),
  state: z.enum(["open", "done", "abandoned"]),
  started_at: z.string(),
  pushed_at: text,
  finished_at: text,
  deployments: z.array(deploymentSchema),
});
export type Promotion = z.infer<typeof promotionSchema>;
export type PromotionKind = Promotion["kind"];

const deployedSchema = z.object({
  component: z.string(),
  build,
  version: z.string(),
  sha: text,
  verified_at: z.string(),
  verified_by: z.enum(["probes", "exit-code", "word"]),
  deployment: z.string(),
});
export type Deployed = z.infer<typeof deployedSchema>;

const environmentSchema = z.object({
  name: z.string(),
  branch: z.string(),
  project_ref: text,
  url: text,
  announces: z.boolean(),
  promoted_from: text,
  components: z.array(z.string()),
  hosts: z.array(z.string()),
  declared_at: z.string(),
  /** What is verified there, a component each. */
  deployed: z.array(deployedSchema),
  /** The last attempt at each component. */
  last: z.array(deploymentSchema),
  /** The last one, open or not. */
  promotion: promotionSchema.nullable(),
});
export type EnvironmentRow = z.infer<typeof environmentSchema>;

const environmentStatusSchema = z.object({
  environments: z.array(environmentSchema),
  /** What the world is told of. */
  announced: z.record(z.string(), z.object({ build, version: z.string() })),
});
export type EnvironmentStatus = z.infer<typeof environmentStatusSchema>;

export const declareEnvironments = rpc("declare_environments", z.object({ changed: z.boolean() }));
export const beginDeployment = rpc("begin_deployment", deploymentSchema);
export const finishDeployment = rpc("finish_deployment", deploymentSchema);
export const beginPromotion = rpc("begin_promotion", promotionSchema);
export const advancePromotion = rpc("advance_promotion", promotionSchema);
export const environmentStatus = rpc("environment_status", environmentStatusSchema);
