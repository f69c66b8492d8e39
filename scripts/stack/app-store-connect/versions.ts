import { z } from "zod";
import { compareNumbers } from "./numbers.ts";
import { notFound, readDocument, readQuery, refuse, stateError } from "./answers.ts";
import { idOf } from "./builds.ts";
import {
  buildOf,
  isFirst,
  lastSold,
  mayChange,
  type ReviewState,
  type StoredVersion,
  wasSold,
} from "./review-state.ts";

const platform = z.enum(["IOS", "MAC_OS", "TV_OS", "VISION_OS"]);
const releaseType = z.enum(["MANUAL", "AFTER_APPROVAL"]);
const versionString = z.string().regex(/^\d+(\.\d+){0,2}$/);
const one = (type: string) =>
  z.strictObject({ data: z.strictObject({ type: z.literal(type), id: z.string() }) });
const list = (...names: string[]) =>
  z.string().refine(
    (value) => value.split(",").every((name) => names.includes(name)),
    "a field nobody knows",
  );
const limit = z.coerce.number().int().min(1).max(200).default(50);

const listQuery = z.strictObject({
  "filter[platform]": platform.optional(),
  include: list("build", "appStoreVersionPhasedRelease").optional(),
  "fields[appStoreVersions]": list(
    ...[
      "versionString",
      "appVersionState",
      "releaseType",
      "build",
      "appStoreVersionPhasedRelease",
      "platform",
    ],
  ).optional(),
  "fields[appStoreVersionPhasedReleases]": list("phasedReleaseState", "currentDayNumber").optional(),
  limit,
});
const textsQuery = z.strictObject({
  "fields[appStoreVersionLocalizations]": list("locale", "whatsNew").optional(),
  "fields[betaBuildLocalizations]": list("locale", "whatsNew").optional(),
  limit,
});
const created = z.strictObject({
  data: z.strictObject({
    type: z.literal("appStoreVersions"),
    attributes: z.strictObject({
      platform,
      versionString,
      releaseType: releaseType.default("AFTER_APPROVAL"),
    }),
    relationships: z.strictObject({ app: one("apps") }),
  }),
});
const changed = z.strictObject({
  data: z.strictObject({
    ...{ type: z.literal("appStoreVersions"), id: z.string() },
    attributes: z.strictObject({
      versionString: versionString.optional(),
      releaseType: releaseType.optional(),
    }),
  }),
});
const text = z.strictObject({
  data: z.strictObject({
    ...{ type: z.literal("appStoreVersionLocalizations"), id: z.string() },
    attributes: z.strictObject({ whatsNew: z.string().max(4000) }),
  }),
});

/** Answers what is about versions and their words; null for another path. */
export async function answerVersions(
  state: ReviewState,
  appId: string,
  request: Request,
  url: URL,
): Promise<Response | null> {
  const call = `${request.method} ${url.pathname}`;
  const at = (pattern: RegExp) => pattern.exec(call)?.[1];
  const versionOf = (id: string) => state.versions.find((version) => version.id === id);

  if (call === `GET /v1/apps/${appId}/appStoreVersions`) return listVersions(state, url);
  if (call === "POST /v1/appStoreVersions") return await create(state, appId, request);
  const patched = at(/^PATCH \/v1\/appStoreVersions\/([^/]+)$/);
  if (patched !== undefined) return await change(state, versionOf(patched), patched, request);
  const built = at(/^PATCH \/v1\/appStoreVersions\/([^/]+)\/relationships\/build$/);
  if (built !== undefined) return await choose(state, versionOf(built), built, request);
  const told = at(/^GET \/v1\/appStoreVersions\/([^/]+)\/appStoreVersionLocalizations$/);
  if (told !== undefined) {
    const version = versionOf(told);
    if (version === undefined) return notFound("appStoreVersions", told);
    return showTexts("appStoreVersionLocalizations", version.texts, url);
  }
  const textId = at(/^PATCH \/v1\/appStoreVersionLocalizations\/([^/]+)$/);
  if (textId !== undefined) return await tell(state, textId, request);
  const buildId = at(/^GET \/v1\/builds\/([^/]+)\/betaBuildLocalizations$/);
  if (buildId === undefined) return null;
  return state.builds().some((build) => idOf(build) === buildId)
    ? showTexts("betaBuildLocalizations", state.notes.get(buildId) ?? [], url)
    : notFound("builds", buildId);
}

function listVersions(state: ReviewState, url: URL): Response {
  const query = readQuery(url, listQuery);
  if ("refusal" in query) return query.refusal;
  const wanted = query.data["filter[platform]"];
  const found = state.versions.filter((version) => (wanted ?? version.platform) === version.platform);
  const phased = found.flatMap(({ phased }) => phased === null ? [] : [phased]);
  return Response.json({
    data: found.slice(0, query.data.limit).map(show),
    included: phased.map(({ id, ...attributes }) => ({
      type: "appStoreVersionPhasedReleases",
      id,
      attributes,
    })),
  });
}

function show({ id, versionString, appVersionState, releaseType, platform, buildId, phased }: StoredVersion) {
  const reference = (type: string, id: string | undefined | null) => ({ data: id ? { type, id } : null });
  return {
    ...{
      type: "appStoreVersions",
      id,
      attributes: { versionString, appVersionState, releaseType, platform },
    },
    relationships: {
      build: reference("builds", buildId),
      appStoreVersionPhasedRelease: reference("appStoreVersionPhasedReleases", phased?.id),
    },
  };
}

function showTexts(type: string, texts: StoredVersion["texts"], url: URL): Response {
  const query = readQuery(url, textsQuery);
  if ("refusal" in query) return query.refusal;
  return Response.json({ data: texts.map(({ id, ...attributes }) => ({ type, id, attributes })) });
}

async function create(state: ReviewState, appId: string, request: Request): Promise<Response> {
  const document = await readDocument(request, created);
  if ("refusal" in document) return document.refusal;
  const { attributes, relationships } = document.data.data;
  if (relationships.app.data.id !== appId) {
    return refuse(409, "ENTITY_ERROR.RELATIONSHIP.INVALID", "app cannot be found");
  }
  const last = lastSold(state, attributes.platform);
  if (state.versions.some((one) => one.platform === attributes.platform && !wasSold(one))) {
    const what = "You cannot create a new version of the App in the current state.";
    return refuse(409, "ENTITY_ERROR.RELATIONSHIP.INVALID", what);
  }
  if (last !== undefined && compareNumbers(attributes.versionString, last.versionString) <= 0) {
    const what = `The version number has been previously used: ${attributes.versionString}`;
    return refuse(409, "ENTITY_ERROR.ATTRIBUTE.INVALID", what);
  }
  const locales = last?.texts.map(({ locale }) => locale) ?? ["en-US"];
  const version: StoredVersion = {
    ...{ id: state.nextId("version"), ...attributes, appVersionState: "PREPARE_FOR_SUBMISSION" },
    ...{ buildId: null, phased: null },
    texts: locales.map((locale) => ({ id: state.nextId("text"), locale, whatsNew: null })),
  };
  state.versions.push(version);
  return Response.json({ data: show(version) }, { status: 201 });
}

async function change(
  state: ReviewState,
  version: StoredVersion | undefined,
  id: string,
  request: Request,
): Promise<Response> {
  const document = await readDocument(request, changed);
  if ("refusal" in document) return document.refusal;
  if (version === undefined) return notFound("appStoreVersions", id);
  if (!mayChange(version)) return stateError("The attribute cannot be edited at this time.");
  const { versionString: next = version.versionString } = document.data.data.attributes;
  const last = lastSold(state, version.platform);
  if (last !== undefined && compareNumbers(next, last.versionString) <= 0) {
    return refuse(
      409,
      "ENTITY_ERROR.ATTRIBUTE.INVALID",
      `The version number has been previously used: ${next}`,
    );
  }
  if (next !== version.versionString) version.buildId = null;
  Object.assign(version, document.data.data.attributes);
  return Response.json({ data: show(version) });
}

async function choose(
  state: ReviewState,
  version: StoredVersion | undefined,
  id: string,
  request: Request,
): Promise<Response> {
  const document = await readDocument(request, one("builds"));
  if ("refusal" in document) return document.refusal;
  if (version === undefined) return notFound("appStoreVersions", id);
  if (!mayChange(version)) return stateError("The build cannot be changed at this time.");
  const build = buildOf(state, document.data.data.id);
  const isProcessed = build !== undefined &&
    !["HIDDEN", "PROCESSING", "FAILED", "INVALID", "EXPIRED"].includes(build.stage);
  if (!isProcessed || build.platform !== version.platform || build.version !== version.versionString) {
    const what = `The specified pre-release build could not be added: ${document.data.data.id}`;
    return refuse(409, "ENTITY_ERROR.RELATIONSHIP.INVALID", what);
  }
  version.buildId = document.data.data.id;
  return new Response(null, { status: 204 });
}

async function tell(state: ReviewState, id: string, request: Request): Promise<Response> {
  const document = await readDocument(request, text);
  if ("refusal" in document) return document.refusal;
  const version = state.versions.find(({ texts }) => texts.some((one) => one.id === id));
  const found = version?.texts.find((one) => one.id === id);
  if (version === undefined || found === undefined) return notFound("appStoreVersionLocalizations", id);
  if (!mayChange(version) || isFirst(state, version)) {
    return refuse(409, "STATE_ERROR", "Attribute 'whatsNew' cannot be edited at this time");
  }
  found.whatsNew = document.data.data.attributes.whatsNew;
  const { locale, whatsNew } = found;
  return Response.json({
    data: { type: "appStoreVersionLocalizations", id, attributes: { locale, whatsNew } },
  });
}
