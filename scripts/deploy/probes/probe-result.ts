/** What a probe saw once. */
export interface ProbeResult {
  /** It agrees with what was wanted. */
  isVerified: boolean;
  /** What was seen, as the end of a sentence: "served 113". */
  saw: string;
  /** The answer is the control plane's own manifest: it carries the build only once that is recorded. */
  isProxy?: boolean;
}
