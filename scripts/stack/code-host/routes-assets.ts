import { fail, notFound, paged, reply } from "./reply.ts";
import type { Asked, Route } from "./route.ts";
import { releaseById } from "./routes-releases.ts";
import { showAsset } from "./show-release.ts";

const read = [["contents:read"]] as const;
const write = [["contents:write"]] as const;

/** What is known of the files of releases; the files themselves go to another server. */
export const assetRoutes: readonly Route[] = [
  { method: "GET", path: "/releases/:/assets", needs: read, handle: listAssets },
  { method: "GET", path: "/releases/assets/:", needs: read, handle: readAsset },
  { method: "DELETE", path: "/releases/assets/:", needs: write, handle: deleteAsset },
];

function listAssets(asked: Asked) {
  const release = releaseById(asked, asked.values[0] ?? "");
  const shown = release.assets.map((asset) => showAsset(asked.world, release, asset));
  return paged(asked.call, asked.world.urls.api, shown);
}

/** The file itself for whoever asks for bytes, else what is known of it; of a draft only for who may see drafts. */
function readAsset(asked: Asked) {
  const { call, values: [id = ""], world } = asked;
  const holder = world.state.releases.find(({ assets }) => assets.some((one) => String(one.id) === id));
  const release = releaseById(asked, String(holder?.id ?? ""));
  const asset = release.assets.find((one) => String(one.id) === id);
  if (asset === undefined) return notFound();
  if (call.headers.accept !== "application/octet-stream") return reply(200, showAsset(world, release, asset));
  return { status: 200, bytes: asset.bytes, headers: { "content-type": asset.contentType } };
}

function deleteAsset({ values: [id = ""], world: { state } }: Asked) {
  const release = state.releases.find(({ assets }) => assets.some((one) => String(one.id) === id));
  if (release === undefined) return notFound();
  if (release.isImmutable) return fail(422, "Cannot delete asset from an immutable release.");
  release.assets = release.assets.filter((one) => String(one.id) !== id);
  return reply(204);
}
