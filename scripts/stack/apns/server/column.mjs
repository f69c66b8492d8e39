// @ts-check

/** A column of numbers that grows by doubling: a million tokens cost megabytes, not objects. */
class Column {
  /** @param {(size: number) => Int32Array | Float64Array} make */
  constructor(make) {
    this.make = make;
    this.values = make(1024);
  }

  /** @param {number} index @param {number} value */
  set(index, value) {
    if (index >= this.values.length) {
      const larger = this.make(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[index] = value;
  }

  /** @param {number} index */
  get(index) {
    return this.values[index] ?? 0;
  }
}

export const integers = () => new Column((size) => new Int32Array(size));
export const floats = () => new Column((size) => new Float64Array(size));
