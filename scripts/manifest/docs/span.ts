/** A place in prose, by its indexes. */
export interface Span {
  start: number;
  end: number;
}
