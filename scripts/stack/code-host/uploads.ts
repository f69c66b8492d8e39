import { createHash } from "node:crypto";
import { fail, invalid, notFound, reply } from "./reply.ts";
import type { Asked, World } from "./route.ts";
import { releaseById } from "./routes-releases.ts";
import { type Answer, type Call, readBytes } from "./server.ts";
import { showAsset } from "./show-release.ts";
import type { StoredAsset } from "./state.ts";

/** The most files that a release may have. */
const mostAssets = 1000;

/** Takes the file of a release, or keeps half of one when `isBroken`. */
export async function takeAsset(
  asked: Asked,
  how: { isBroken: boolean; hasDigest: boolean },
): Promise<NonNullable<Answer>> {
  const { call, world } = asked;
  const release = releaseById(asked, asked.values[0] ?? "");
  const name = renamed(call.query.get("name") ?? "");
  const length = Number(call.headers["content-length"] ?? NaN);
  const contentType = call.headers["content-type"] ?? "";
  const bytes = await readBytes(call);
  // bodies of unknown length are refused, as are empty ones
  if (!Number.isInteger(length) || length <= 0) return fail(400, "Bad Content-Length");
  if (contentType === "") return fail(400, "Bad Content-Type");
  if (name === "") return invalid("ReleaseAsset", "name", "missing_field");
  if (release.isImmutable) return fail(422, "Cannot upload assets to an immutable release.");
  if (release.assets.length >= mostAssets) return fail(422, "file_count limited to 1000 assets per release");
  if (release.assets.some((one) => one.name === name)) {
    return invalid("ReleaseAsset", "name", "already_exists");
  }
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const asset: StoredAsset = {
    ...{ id: world.number(), name, label: call.query.get("label") ?? "", contentType },
    ...how.isBroken
      ? { state: "starter", size: 0, digest: null, bytes: new Uint8Array() }
      : { state: "uploaded", size: bytes.length, digest: how.hasDigest ? digest : null, bytes },
  };
  release.assets.push(asset);
  return how.isBroken ? fail(502, "Server Error") : reply(201, showAsset(world, release, asset));
}

/** GitHub: "renames asset filenames that have special characters, non-alphanumeric characters, and leading or trailing periods". */
function renamed(name: string): string {
  return name.replace(/[^\w.+-]+/g, ".").replace(/^\.+|\.+$/g, "");
}

/** What people see and download without a token, once the release is published: …/releases/tag/TAG and …/releases/download/TAG/FILE. */
export function download({ path }: Call, { state }: World): NonNullable<Answer> {
  const [, , owner, name, , what, tag = "", file = ""] = path.split("/");
  const release = state.releases.find((one) => one.tag === decodeURIComponent(tag) && !one.isDraft);
  if (what === "tag") {
    if (release === undefined || state.isPrivate || `${owner}/${name}` !== state.repo) return notFound();
    return {
      status: 200,
      bytes: new TextEncoder().encode(release.body),
      headers: { "content-type": "text/plain" },
    };
  }
  const asset = release?.assets.find((one) =>
    one.name === decodeURIComponent(file) && one.state === "uploaded"
  );
  if (asset === undefined || state.isPrivate || `${owner}/${name}` !== state.repo) return notFound();
  return { status: 200, bytes: asset.bytes, headers: { "content-type": asset.contentType } };
}
