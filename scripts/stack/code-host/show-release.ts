import type { World } from "./route.ts";
import type { StoredAsset, StoredRelease } from "./state.ts";

/** A release as the API shows it. */
export function showRelease(world: World, release: StoredRelease) {
  const { state, urls } = world;
  const page = `https://code.example.test/${state.repo}/releases/tag`;
  return {
    id: release.id,
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.isDraft,
    prerelease: release.isPrerelease,
    immutable: release.isImmutable,
    published_at: release.publishedAt,
    html_url: `${page}/${release.isDraft ? `untagged-${release.id}` : release.tag}`,
    upload_url: `${urls.upload}/repos/${state.repo}/releases/${release.id}/assets{?name,label}`,
    assets: release.assets.map((asset) => showAsset(world, release, asset)),
  };
}

/** A file of a release as the API shows it. */
export function showAsset({ state, urls }: World, release: StoredRelease, asset: StoredAsset) {
  const { id, name, label, contentType, size, digest } = asset;
  // while it is a draft its tag is not in any address
  const place = release.isDraft ? `untagged-${release.id}` : encodeURIComponent(release.tag);
  const path = `${state.repo}/releases/download/${place}/${encodeURIComponent(name)}`;
  return {
    ...{ id, name, label, state: asset.state, content_type: contentType, size, digest },
    browser_download_url: `${urls.upload}/web/${path}`,
  };
}
