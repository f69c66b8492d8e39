import { z } from "zod";
import { notFound, readDocument, stateError } from "./answers.ts";
import { isFirst, mayChange, type ReviewState, wasSold } from "./review-state.ts";

const one = (type: string) =>
  z.strictObject({ data: z.strictObject({ type: z.literal(type), id: z.string() }) });
const phasedState = z.enum(["INACTIVE", "ACTIVE", "PAUSED", "COMPLETE"]);
const phasedCreated = z.strictObject({
  data: z.strictObject({
    type: z.literal("appStoreVersionPhasedReleases"),
    attributes: z.strictObject({ phasedReleaseState: phasedState.default("INACTIVE") }),
    relationships: z.strictObject({ appStoreVersion: one("appStoreVersions") }),
  }),
});
const phasedChanged = z.strictObject({
  data: z.strictObject({
    ...{ type: z.literal("appStoreVersionPhasedReleases"), id: z.string() },
    attributes: z.strictObject({ phasedReleaseState: phasedState }),
  }),
});

/** Answers what is about phased releases; null for another path. */
export async function answerPhased(state: ReviewState, request: Request, url: URL): Promise<Response | null> {
  const call = `${request.method} ${url.pathname}`;
  if (call === "POST /v1/appStoreVersionPhasedReleases") return await createPhased(state, request);
  const phased = /^PATCH \/v1\/appStoreVersionPhasedReleases\/([^/]+)$/.exec(call)?.[1];
  return phased === undefined ? null : await changePhased(state, phased, request);
}

async function createPhased(state: ReviewState, request: Request): Promise<Response> {
  const document = await readDocument(request, phasedCreated);
  if ("refusal" in document) return document.refusal;
  const { attributes, relationships: { appStoreVersion: { data: { id } } } } = document.data.data;
  const version = state.versions.find((one) => one.id === id);
  if (version === undefined) return notFound("appStoreVersions", id);
  if (isFirst(state, version)) {
    return stateError("Phased release is not available for the first version of an app.");
  }
  if (version.phased !== null || !mayChange(version) || attributes.phasedReleaseState !== "INACTIVE") {
    return stateError("A phased release cannot be created at this time.");
  }
  version.phased = { id: state.nextId("phased"), ...attributes, currentDayNumber: null };
  const { id: phasedId, ...shown } = version.phased;
  return Response.json({ data: { type: "appStoreVersionPhasedReleases", id: phasedId, attributes: shown } }, {
    status: 201,
  });
}

/** From what a phased release may become what. */
const moves: Record<string, readonly string[]> = {
  ACTIVE: ["PAUSED", "COMPLETE"],
  PAUSED: ["ACTIVE", "COMPLETE"],
};

async function changePhased(state: ReviewState, id: string, request: Request): Promise<Response> {
  const document = await readDocument(request, phasedChanged);
  if ("refusal" in document) return document.refusal;
  const version = state.versions.find(({ phased }) => phased?.id === id);
  if (version?.phased === null || version === undefined) return notFound("appStoreVersionPhasedReleases", id);
  const { phasedReleaseState: next } = document.data.data.attributes;
  if (!wasSold(version) || !moves[version.phased.phasedReleaseState]?.includes(next)) {
    return stateError(`A phased release that is ${version.phased.phasedReleaseState} cannot become ${next}.`);
  }
  version.phased.phasedReleaseState = next;
  const { id: _, ...attributes } = version.phased;
  return Response.json({ data: { type: "appStoreVersionPhasedReleases", id, attributes } });
}
