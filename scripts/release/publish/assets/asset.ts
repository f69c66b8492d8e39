/** A file that is published. Digests are hex. */
export interface AssetFile {
  path: string;
  /** What it is called at the host. */
  name: string;
  sizeBytes: number;
  sha256: string;
  sha512: string;
}

/** What an updater installs on one target. */
export interface TargetFile {
  target: string;
  file: AssetFile;
  signature: string | null;
  signatureType: "minisign" | "ed25519" | "none";
}
