// The app's builds and uploads: what is in the store, and who is told when that changes.

import { z } from "zod";
import { now } from "../../runtime.ts";
import { sortBy, uploadResource, uploadsQuery } from "./build-uploads.ts";
import { buildsQuery, lookAt, stageName, type StoredBuild, toldStates, upload } from "./builds.ts";
import { compareNumbers } from "./numbers.ts";
import { notFound, readQuery, type Route } from "./route.ts";

/** Something that webhooks tell of. */
type Tell = (
  type: string,
  attributes: Record<string, string>,
  instance: { type: string; id: string },
) => void;

const moving = z.strictObject({
  build: z.union([z.int().positive(), z.string()]).transform(String),
  version: z.string().optional(),
  platform: z.string().default("IOS"),
  stage: stageName,
});

/** The builds of one app. */
export class StoreBuilds {
  builds: StoredBuild[] = [];

  constructor(
    readonly app: { id: string; bundleId: string },
    /** What an upload goes through unless it says otherwise. */
    readonly stages: () => string[],
    readonly tell: Tell,
  ) {}

  readonly route: Route = ({ method, path, query }) => {
    if (method !== "GET") return null;
    if (path === "/v1/builds") return this.#list(query);
    const [, appId, below] = /^\/v1\/apps\/(\d+)(\/buildUploads)?$/.exec(path) ?? [];
    if (appId === undefined) return null;
    const { id, bundleId } = this.app;
    if (appId !== id) return notFound("apps", appId);
    if (below !== undefined) return this.#listUploads(query);
    return Response.json({ data: { type: "apps", id, attributes: { bundleId } } });
  };

  /** Takes what an archive uploads; raises what Apple's mail says of a number that is taken. */
  take(body: unknown) {
    const { version, platform, auto_increment, ...wanted } = upload.parse(body);
    const others = this.builds.filter((one) => one.platform === platform);
    // Apple, TN2420: unique within a train; on macOS rising over all of them
    const used = others.filter((one) => one.version === version).map(({ build }) => build);
    const isTaken = used.includes(wanted.build) ||
      platform === "MAC_OS" && others.some(({ build }) => compareNumbers(build, wanted.build) >= 0);
    if (isTaken && !auto_increment) {
      throw new Error(
        `ITMS-90189: Redundant Binary Upload. You've already uploaded a build with build number '${wanted.build}'`,
      );
    }
    const build = isTaken ? String(Math.max(...used.map(Number)) + 1) : wanted.build;
    const at = Math.max(now(), ...this.builds.map(({ uploadedAt }) => Date.parse(uploadedAt) + 1));
    const stages = [...wanted.stages ?? this.stages()];
    const stored = {
      ...{ version, build, platform, stages, stage: "PROCESSING" },
      uploadedAt: new Date(at).toISOString(),
    };
    this.builds.push(stored);
    const { id } = toldStates(stored);
    this.tell("buildUploadStateUpdated", { oldState: "AWAITING_UPLOAD", newState: "PROCESSING" }, {
      type: "buildUploads",
      id,
    });
    return { version, build: Number(build), platform };
  }

  /** Moves a build on, whoever looks, and lets it stay there. */
  move(body: unknown) {
    const { build, version, platform, stage } = moving.parse(body);
    const stored = this.builds.findLast((one) =>
      one.build === build && one.platform === platform && (version ?? one.version) === one.version
    );
    if (stored === undefined) throw new Error(`There is no build ${build}.`);
    this.#change(stored, () => {
      stored.stages = [stage];
      stored.stage = stage;
    });
    return { id: toldStates(stored).id, stage };
  }

  #change<Result>(stored: StoredBuild, act: () => Result): Result {
    const before = toldStates(stored);
    const result = act();
    const { id, ...after } = toldStates(stored);
    if (before.upload !== after.upload) {
      const attributes = { oldState: before.upload, newState: after.upload };
      this.tell("buildUploadStateUpdated", attributes, { type: "buildUploads", id });
    }
    if (before.external !== after.external) {
      const attributes = { oldExternalBuildState: before.external, newExternalBuildState: after.external };
      this.tell("buildBetaDetailExternalBuildStateUpdated", attributes, { type: "buildBetaDetails", id });
    }
    return result;
  }

  #list(parameters: URLSearchParams): Response {
    const query = readQuery(parameters, buildsQuery);
    if (query instanceof Response) return query;
    const { sort, limit, include } = query;
    const version = query["filter[version]"];
    const marketing = query["filter[preReleaseVersion.version]"];
    const platform = query["filter[preReleaseVersion.platform]"];
    const found = this.builds.filter((build) =>
      query["filter[app]"] === this.app.id && (platform ?? build.platform) === build.platform &&
      (version ?? build.build) === build.build && (marketing ?? build.version) === build.version
    );
    // Text, as Apple keeps it: "9" after "10".
    const key = ({ build, uploadedAt }: StoredBuild) => sort?.endsWith("version") ? build : uploadedAt;
    sortBy(found, key, sort);
    const shown = found.map((stored) => this.#change(stored, () => lookAt(stored)))
      .filter((one) => one !== null).slice(0, limit);
    return Response.json({
      data: shown.map(({ resource }) => resource),
      ...include === undefined ? {} : { included: shown.flatMap(({ included }) => included) },
    });
  }

  #listUploads(parameters: URLSearchParams): Response {
    const query = readQuery(parameters, uploadsQuery);
    if (query instanceof Response) return query;
    const platform = query["filter[platform]"];
    const marketing = query["filter[cfBundleShortVersionString]"];
    const states = query["filter[state]"]?.split(",");
    const found = this.builds.filter((one) =>
      (platform ?? one.platform) === one.platform && (marketing ?? one.version) === one.version &&
      (states?.includes(toldStates(one).upload) ?? true)
    );
    sortBy(found, ({ uploadedAt }) => uploadedAt, query.sort);
    return Response.json({ data: found.slice(0, query.limit).map(uploadResource) });
  }
}
