import { z } from "zod";
import type { StorePlatform } from "../platform.ts";
import type { StoreRequests } from "../requests.ts";

/** What is handed to Apple's review together. */
export interface Submission {
  id: string;
  /** READY_FOR_REVIEW before it is sent; WAITING_FOR_REVIEW, IN_REVIEW, UNRESOLVED_ISSUES, CANCELING, COMPLETING, COMPLETE. */
  state: string;
  items: SubmissionItem[];
}

interface SubmissionItem {
  id: string;
  /** The version that it is about; null for something else, as an event or a product page. */
  versionId: string | null;
}

/** Every state but COMPLETE. */
const open = [
  "READY_FOR_REVIEW",
  "WAITING_FOR_REVIEW",
  "IN_REVIEW",
  "UNRESOLVED_ISSUES",
  "CANCELING",
  "COMPLETING",
];

const submission = z.object({ id: z.string(), attributes: z.object({ state: z.string() }) });
const itemsSchema = z.object({
  data: z.array(z.object({
    id: z.string(),
    relationships: z.object({
      appStoreVersion: z.object({ data: z.object({ id: z.string() }).nullish() }).optional(),
    }).optional(),
  })),
});
const nothing = z.unknown();

/** The submissions of an app for one platform. Every method raises what `StoreRequests` raises. */
export interface StoreReviews {
  /** Those that are not over, with what is in them. */
  listOpen(signal: AbortSignal): Promise<Submission[]>;
  create(signal: AbortSignal): Promise<Submission>;
  add(submissionId: string, versionId: string, signal: AbortSignal): Promise<void>;
  remove(itemId: string, signal: AbortSignal): Promise<void>;
  submit(submissionId: string, signal: AbortSignal): Promise<string>;
  cancel(submissionId: string, signal: AbortSignal): Promise<string>;
}

export function openReviews(
  { get, send }: StoreRequests,
  { appId, platform }: { appId: string; platform: StorePlatform },
): StoreReviews {
  const patch = async (id: string, attributes: Record<string, boolean>, signal: AbortSignal) => {
    const document = { type: "reviewSubmissions", id, attributes };
    const schema = z.object({ data: submission });
    const { data } = await send("PATCH", `/v1/reviewSubmissions/${id}`, document, schema, signal);
    return data.attributes.state;
  };
  const itemsOf = async (id: string, signal: AbortSignal): Promise<SubmissionItem[]> => {
    const query = {
      include: "appStoreVersion",
      "fields[reviewSubmissionItems]": "state,appStoreVersion",
      limit: "200",
    };
    const { data } = await get(`/v1/reviewSubmissions/${id}/items`, query, itemsSchema, signal);
    return data.map((item) => ({
      id: item.id,
      versionId: item.relationships?.appStoreVersion?.data?.id ?? null,
    }));
  };
  return {
    async listOpen(signal) {
      const query = {
        ...{ "filter[app]": appId, "filter[platform]": platform, "filter[state]": open.join(",") },
        ...{ "fields[reviewSubmissions]": "state", limit: "200" },
      };
      const { data } = await get(
        "/v1/reviewSubmissions",
        query,
        z.object({ data: z.array(submission) }),
        signal,
      );
      return await Promise.all(data.map(async ({ id, attributes: { state } }) => ({
        ...{ id, state },
        items: await itemsOf(id, signal),
      })));
    },
    async create(signal) {
      const { data } = await send(
        "POST",
        "/v1/reviewSubmissions",
        {
          type: "reviewSubmissions",
          attributes: { platform },
          relationships: { app: { data: { type: "apps", id: appId } } },
        },
        z.object({ data: submission }),
        signal,
      );
      return { id: data.id, state: data.attributes.state, items: [] };
    },
    async add(submissionId, versionId, signal) {
      const document = {
        type: "reviewSubmissionItems",
        relationships: {
          reviewSubmission: { data: { type: "reviewSubmissions", id: submissionId } },
          appStoreVersion: { data: { type: "appStoreVersions", id: versionId } },
        },
      };
      await send("POST", "/v1/reviewSubmissionItems", document, nothing, signal);
    },
    async remove(itemId, signal) {
      await send("DELETE", `/v1/reviewSubmissionItems/${itemId}`, null, nothing, signal);
    },
    submit: (id, signal) => patch(id, { submitted: true }, signal),
    cancel: (id, signal) => patch(id, { canceled: true }, signal),
  };
}
