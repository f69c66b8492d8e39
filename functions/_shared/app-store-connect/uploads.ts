import { z } from "zod";
import { Problem } from "../endpoint/problem.ts";
import { buildsFields, buildsSchema, listedBuilds } from "./answers.ts";
import type { ReadStore } from "./client.ts";
import { type Audience, judgeBuild } from "./installable.ts";

/** Which app, of which platform, for whom. */
interface WantedApp {
  appId: string;
  platform: string;
  audience: Audience;
}

/** An upload as the database takes it. */
interface SeenUpload {
  version: string | null;
  build: number;
  state: string;
  verdict: "waiting" | "review" | "stuck" | "installable";
  advice?: string;
  uploaded_at: string | null;
}

const issue = z.object({ code: z.string().nullish(), description: z.string().nullish() });
const uploadsSchema = z.object({
  data: z.array(z.object({
    attributes: z.object({
      cfBundleShortVersionString: z.string().nullish(),
      cfBundleVersion: z.string().nullish(),
      uploadedDate: z.string().nullish(),
      createdDate: z.string().nullish(),
      state: z.object({ state: z.string(), errors: z.array(issue).nullish() }).nullish(),
    }),
  })),
});
type BuildUpload = z.infer<typeof uploadsSchema>["data"][number]["attributes"];

/** People at Apple have it: hours or days, and no use in asking every few minutes. */
const reviews = ["WAITING_FOR_BETA_REVIEW", "IN_BETA_REVIEW", "IN_EXPORT_COMPLIANCE_REVIEW"];
/** How long a complete upload may be missing in the list of builds; longer, and it is one whose build was removed. */
const listedWithinMs = 2 * 60 * 60_000;

/**
 * What the store has of an app, the newest first: its builds, and uploads that are not, or will never be, among them. Raises what
 * `ReadStore` raises of the builds.
 */
export async function readUploads(read: ReadStore, app: WantedApp, now: Date): Promise<SeenUpload[]> {
  const [builds, uploads] = await Promise.all([readBuilds(read, app), readBuildUploads(read, app)]);
  const known = new Set(builds.map(nameOf));
  const others = uploads.flatMap((one) => judgeUpload(one, now) ?? []);
  return [...builds, ...others.filter((one) => !known.has(nameOf(one)))];
}

async function readBuilds(read: ReadStore, { appId, platform, audience }: WantedApp): Promise<SeenUpload[]> {
  const answer = await read("/v1/builds", {
    "filter[app]": appId,
    "filter[preReleaseVersion.platform]": platform,
    ...buildsFields,
    sort: "-uploadedDate",
    limit: "50",
  }, buildsSchema);
  return listedBuilds(answer).flatMap((listed) => {
    const build = wholeNumber(listed.number);
    if (build === null) return [];
    const verdict = judgeBuild(listed, audience);
    const seen = { version: listed.version, build, uploaded_at: instant(listed.uploadedAt) };
    switch (verdict.state) {
      case "installable":
        return { ...seen, state: "IN_BETA_TESTING", verdict: "installable" };
      case "stuck":
        return { ...seen, state: verdict.what, verdict: "stuck", advice: verdict.hint };
      case "waiting":
        return {
          ...seen,
          state: verdict.what,
          verdict: reviews.includes(verdict.what) ? "review" : "waiting",
        };
    }
  });
}

/** Uploads tell why one failed that never became a build. A key that may not see them still sees builds. */
async function readBuildUploads(read: ReadStore, { appId, platform }: WantedApp): Promise<BuildUpload[]> {
  const query = { "filter[platform]": platform, sort: "-uploadedDate", limit: "20" };
  try {
    const { data } = await read(`/v1/apps/${appId}/buildUploads`, query, uploadsSchema);
    return data.map(({ attributes }) => attributes);
  } catch (error) {
    const passing = ["store_credential_refused", "store_app_unknown", "store_answer_unexpected"];
    if (error instanceof Problem && passing.includes(error.code)) return [];
    throw error;
  }
}

function judgeUpload(upload: BuildUpload, now: Date): SeenUpload | null {
  const build = wholeNumber(upload.cfBundleVersion ?? "");
  if (build === null) return null;
  const uploadedAt = instant(upload.uploadedDate ?? upload.createdDate ?? null);
  const seen = { version: upload.cfBundleShortVersionString ?? null, build, uploaded_at: uploadedAt };
  switch (upload.state?.state) {
    case "PROCESSING":
      return { ...seen, state: "PROCESSING", verdict: "waiting" };
    case "FAILED": {
      const [first] = upload.state.errors ?? [];
      const why = [first?.description, first?.code].find((text) => text) ?? "Its mail says why.";
      // half a character would fail the whole look
      return { ...seen, state: "FAILED", verdict: "stuck", advice: why.slice(0, 400).toWellFormed() };
    }
    case "COMPLETE": {
      const age = now.getTime() - Date.parse(uploadedAt ?? "");
      if (!(age < listedWithinMs)) return null;
      return { ...seen, state: "not in the list of builds yet", verdict: "waiting" };
    }
    default:
      return null;
  }
}

function nameOf({ version, build }: SeenUpload): string {
  return `${version} (${build})`;
}

/** Slipway counts in whole numbers from 1 to 2^53 − 1; `1.0.2` is somebody else's. */
function wholeNumber(text: string): number | null {
  const number = Number(text);
  return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(number) ? number : null;
}

/** What Postgres takes for an instant, or null. */
function instant(text: string | null): string | null {
  const at = new Date(text ?? "");
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
