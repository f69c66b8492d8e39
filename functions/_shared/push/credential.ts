/** The headers of a batch's requests, and their provider token's replacement when APNs calls it expired. */
export class Credential {
  /** Rises with every replacement: a refusal of an older round says nothing about the present token. */
  round = 0;
  isRefreshing = false;

  constructor(
    public headers: Readonly<Record<string, string>>,
    private readonly refreshHeaders: () => Promise<Record<string, string>>,
  ) {}

  /** What APNs judges: the provider token alone. */
  get token(): string {
    return (this.headers.authorization ?? "").replace(/^bearer /i, "");
  }

  /** A second refusal means that the clocks disagree: no third token would help. */
  isHopeless(refusedRound: number): boolean {
    return refusedRound === this.round && this.round > 0;
  }

  /**
   * Replaces the token once for all requests that carry it.
   * @returns true when there is another one now, false when somebody is replacing it or has done so
   */
  async refresh(refusedRound: number): Promise<boolean> {
    if (this.isRefreshing || refusedRound !== this.round) return false;
    this.isRefreshing = true;
    try {
      this.headers = await this.refreshHeaders();
      this.round++;
      return true;
    } finally {
      this.isRefreshing = false;
    }
  }
}
