/** The headers of a batch's requests, whose provider token is replaced when APNs calls it expired. */
export class RequestHeaders {
  /** Rises with every replacement: a refusal of an older generation says nothing about the present token. */
  generation = 0;
  isRefreshing = false;

  constructor(
    public values: Readonly<Record<string, string>>,
    private readonly fetchFresh: () => Promise<Record<string, string>>,
  ) {}

  /** The provider token alone, which is what APNs judges. */
  get token(): string {
    return (this.values.authorization ?? "").replace(/^bearer /i, "");
  }

  /** A second refusal means that the clocks disagree: no third token would help. */
  isHopeless(refusedGeneration: number): boolean {
    return refusedGeneration === this.generation && this.generation > 0;
  }

  /** Replaces the token once for all requests that carry it; does nothing when it is being replaced or has been. */
  async refresh(refusedGeneration: number): Promise<void> {
    if (this.isRefreshing || refusedGeneration !== this.generation) return;
    this.isRefreshing = true;
    try {
      this.values = await this.fetchFresh();
      this.generation++;
    } finally {
      this.isRefreshing = false;
    }
  }
}
