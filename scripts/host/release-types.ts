/** A tag as the host has it. */
export interface TagRef {
  name: string;
  /** What the ref points at: the tag object of an annotated tag. */
  sha: string;
  isAnnotated: boolean;
  /** The commit behind it. */
  commit: string;
}

/** A release as the host has it. */
export interface HostRelease {
  /** What the host calls it by; opaque. */
  id: string;
  tag: string;
  name: string;
  body: string;
  isDraft: boolean;
  isPrerelease: boolean;
  /** Only its name and text may change; its assets and its tag are for ever. */
  isImmutable: boolean;
  url: string;
  publishedAt: string | null;
  /** Where assets are sent to; null where the host takes none. */
  uploadUrl: string | null;
}

/** What `createRelease` makes. */
export interface NewRelease {
  tag: string;
  name: string;
  body: string;
  isDraft: boolean;
  isPrerelease: boolean;
  /** Whether the host shows it as the newest of the repository; a draft says it when it is published. */
  isLatest?: boolean;
}

/** A file of a release. */
export interface HostAsset {
  id: string;
  /** As the host wrote it: names with special characters are renamed. */
  name: string;
  sizeBytes: number;
  /** `sha256:<hex>` as the host computed it; null where it computes none. */
  digest: string | null;
  /** False: an upload that broke off left it. */
  isComplete: boolean;
  /** Where people download it, once the release is published. */
  url: string;
  /** The name that was asked for, where the host changed it. */
  label: string | null;
}
