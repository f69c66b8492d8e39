/** What a probe saw once. */
export interface ProbeResult {
  /** It agrees with what was wanted. */
  isVerified: boolean;
  /** What was seen, as the end of a sentence: "served 113". */
  saw: string;
  /** The answer is the control plane's own manifest: it carries the build only once that is recorded. */
  isProxy?: boolean;
  /** It could not be asked here at all; that is not an agreement. */
  skipped?: { code: string; hint: string };
  /** Asking again changes nothing. */
  isFinal?: boolean;
  /** Nothing came back that says yes or no: it may be either. */
  isUnanswered?: boolean;
}

/** Something that speaks against the deploy. */
export function unseen(saw: string): ProbeResult {
  return { isVerified: false, saw };
}

/** No answer, or one that is about something else. */
export function unanswered(saw: string): ProbeResult {
  return { ...unseen(saw), isUnanswered: true };
}
