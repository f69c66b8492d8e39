import { z } from "zod";
import { notFound, readDocument, readQuery, refuse, stateError } from "./answers.ts";
import { type ReviewState, type StoredSubmission, whyNotReviewable } from "./review-state.ts";

const platform = z.enum(["IOS", "MAC_OS", "TV_OS", "VISION_OS"]);
const one = (type: string) =>
  z.strictObject({ data: z.strictObject({ type: z.literal(type), id: z.string() }) });
const limit = z.coerce.number().int().min(1).max(200).default(50);
const states = [
  ...[
    "READY_FOR_REVIEW",
    "WAITING_FOR_REVIEW",
    "IN_REVIEW",
    "UNRESOLVED_ISSUES",
    "CANCELING",
    "COMPLETING",
    "COMPLETE",
  ],
];
const sent = ["WAITING_FOR_REVIEW", "IN_REVIEW", "UNRESOLVED_ISSUES"];

const listQuery = z.strictObject({
  "filter[app]": z.string(),
  "filter[platform]": platform.optional(),
  "filter[state]": z.string().refine((value) => value.split(",").every((name) => states.includes(name)))
    .optional(),
  "fields[reviewSubmissions]": z.literal("state").optional(),
  limit,
});
const itemsQuery = z.strictObject({
  include: z.literal("appStoreVersion").optional(),
  "fields[reviewSubmissionItems]": z.literal("state,appStoreVersion").optional(),
  limit,
});
const created = z.strictObject({
  data: z.strictObject({
    type: z.literal("reviewSubmissions"),
    attributes: z.strictObject({ platform }),
    relationships: z.strictObject({ app: one("apps") }),
  }),
});
const changed = z.strictObject({
  data: z.strictObject({
    ...{ type: z.literal("reviewSubmissions"), id: z.string() },
    attributes: z.union([
      z.strictObject({ submitted: z.literal(true) }),
      z.strictObject({ canceled: z.literal(true) }),
    ]),
  }),
});
const added = z.strictObject({
  data: z.strictObject({
    type: z.literal("reviewSubmissionItems"),
    relationships: z.strictObject({
      reviewSubmission: one("reviewSubmissions"),
      appStoreVersion: one("appStoreVersions"),
    }),
  }),
});
/** Answers what is about submissions; null for another path. */
export async function answerReviews(
  state: ReviewState,
  appId: string,
  request: Request,
  url: URL,
): Promise<Response | null> {
  const call = `${request.method} ${url.pathname}`;
  const at = (pattern: RegExp) => pattern.exec(call)?.[1];
  if (call === "GET /v1/reviewSubmissions") return listSubmissions(state, appId, url);
  if (call === "POST /v1/reviewSubmissions") return await createSubmission(state, appId, request);
  const listed = at(/^GET \/v1\/reviewSubmissions\/([^/]+)\/items$/);
  if (listed !== undefined) return listItems(state, listed, url);
  const patched = at(/^PATCH \/v1\/reviewSubmissions\/([^/]+)$/);
  if (patched !== undefined) return await changeSubmission(state, patched, request);
  if (call === "POST /v1/reviewSubmissionItems") return await addItem(state, request);
  const removed = at(/^DELETE \/v1\/reviewSubmissionItems\/([^/]+)$/);
  if (removed !== undefined) return removeItem(state, removed);
  return null;
}

const show = ({ id, state }: StoredSubmission) => ({ type: "reviewSubmissions", id, attributes: { state } });

function listSubmissions(state: ReviewState, appId: string, url: URL): Response {
  const query = readQuery(url, listQuery);
  if ("refusal" in query) return query.refusal;
  const wanted = query.data["filter[state]"]?.split(",") ?? states;
  const found = state.submissions.filter((one) =>
    query.data["filter[app]"] === appId &&
    (query.data["filter[platform]"] ?? one.platform) === one.platform &&
    wanted.includes(one.state)
  );
  const data = found.map(show);
  // it is over at the next look
  for (const one of found) if (one.state === "CANCELING") one.state = "COMPLETE";
  return Response.json({ data });
}

async function createSubmission(state: ReviewState, appId: string, request: Request): Promise<Response> {
  const document = await readDocument(request, created);
  if ("refusal" in document) return document.refusal;
  const { attributes, relationships } = document.data.data;
  if (relationships.app.data.id !== appId) {
    return refuse(409, "ENTITY_ERROR.RELATIONSHIP.INVALID", "app cannot be found");
  }
  const draft = state.submissions.find((one) =>
    one.platform === attributes.platform && one.state === "READY_FOR_REVIEW"
  );
  if (draft !== undefined) {
    return stateError(`There is another reviewSubmissions with id ${draft.id} still in progress.`);
  }
  const submission = { id: state.nextId("submission"), ...attributes, state: "READY_FOR_REVIEW", items: [] };
  state.submissions.push(submission);
  return Response.json({ data: show(submission) }, { status: 201 });
}

function listItems({ submissions }: ReviewState, id: string, url: URL): Response {
  const query = readQuery(url, itemsQuery);
  if ("refusal" in query) return query.refusal;
  const found = submissions.find((one) => one.id === id);
  if (found === undefined) return notFound("reviewSubmissions", id);
  return Response.json({
    data: found.items.map(({ id, versionId }) => ({
      ...{ type: "reviewSubmissionItems", id },
      relationships: {
        appStoreVersion: { data: versionId === null ? null : { type: "appStoreVersions", id: versionId } },
      },
    })),
  });
}

async function changeSubmission(state: ReviewState, id: string, request: Request): Promise<Response> {
  const document = await readDocument(request, changed);
  if ("refusal" in document) return document.refusal;
  const found = state.submissions.find((one) => one.id === id);
  if (found === undefined) return notFound("reviewSubmissions", id);
  const versions = state.versions.filter((version) =>
    found.items.some(({ versionId }) => versionId === version.id)
  );
  if ("canceled" in document.data.data.attributes) {
    if (!sent.includes(found.state)) {
      return stateError(`A submission that is ${found.state} cannot be canceled.`);
    }
    found.state = "CANCELING";
    for (const version of versions) version.appVersionState = "DEVELOPER_REJECTED";
    return Response.json({ data: show(found) });
  }
  if (found.state !== "READY_FOR_REVIEW" || found.items.length === 0) {
    return stateError(
      `A submission that is ${found.state} with ${found.items.length} items cannot be submitted.`,
    );
  }
  const other = state.submissions.find((one) =>
    one !== found && one.platform === found.platform && sent.includes(one.state) &&
    one.items.some(({ versionId }) => versionId !== null) === versions.length > 0
  );
  if (other !== undefined) {
    return stateError(`There is another reviewSubmissions with id ${other.id} still in progress.`);
  }
  found.state = "WAITING_FOR_REVIEW";
  for (const version of versions) version.appVersionState = "WAITING_FOR_REVIEW";
  return Response.json({ data: show(found) });
}

async function addItem(state: ReviewState, request: Request): Promise<Response> {
  const document = await readDocument(request, added);
  if ("refusal" in document) return document.refusal;
  const { reviewSubmission, appStoreVersion } = document.data.data.relationships;
  const submission = state.submissions.find(({ id }) => id === reviewSubmission.data.id);
  const version = state.versions.find(({ id }) => id === appStoreVersion.data.id);
  if (submission === undefined) return notFound("reviewSubmissions", reviewSubmission.data.id);
  if (version === undefined) return notFound("appStoreVersions", appStoreVersion.data.id);
  if (submission.state !== "READY_FOR_REVIEW") return stateError("Items cannot be added to this submission.");
  const why = whyNotReviewable(state, version);
  if (why.length > 0) {
    return stateError("This resource cannot be reviewed, please check associated errors to see why.", why);
  }
  const item = { id: state.nextId("item"), versionId: version.id };
  submission.items.push(item);
  version.appVersionState = "READY_FOR_REVIEW";
  return Response.json({ data: { type: "reviewSubmissionItems", id: item.id } }, { status: 201 });
}

function removeItem({ submissions, versions }: ReviewState, id: string): Response {
  const submission = submissions.find(({ items }) => items.some((item) => item.id === id));
  if (submission === undefined) return notFound("reviewSubmissionItems", id);
  if (submission.state !== "READY_FOR_REVIEW") return stateError("The item cannot be removed at this time.");
  const versionId = submission.items.find((item) => item.id === id)?.versionId;
  submission.items = submission.items.filter((item) => item.id !== id);
  const version = versions.find((one) => one.id === versionId);
  if (version !== undefined) version.appVersionState = "PREPARE_FOR_SUBMISSION";
  return new Response(null, { status: 204 });
}
