/** The sum of reals rounded once, so that it does not depend on their order (Shewchuk's algorithm). */
export class ExactSum {
  /** Parts of the sum that do not overlap, least first. */
  private parts: number[] = [];
  /** The sum of what is not finite. */
  private special = 0;

  add(value: number): void {
    if (!Number.isFinite(value)) {
      this.special += value;
      return;
    }
    let rest = value;
    const parts: number[] = [];
    for (const part of this.parts) {
      const [large, small] = Math.abs(rest) < Math.abs(part) ? [part, rest] : [rest, part];
      const sum = large + small;
      const lost = small - (sum - large);
      if (lost !== 0) parts.push(lost);
      rest = sum;
    }
    parts.push(rest);
    this.parts = parts;
  }

  get total(): number {
    if (this.special !== 0) return this.special;
    return rounded(this.parts);
  }
}

/** Adds parts from the greatest down until a part is lost, and rounds half to even. */
function rounded(parts: readonly number[]): number {
  let i = parts.length - 1;
  let total = parts[i] ?? 0;
  let lost = 0;
  while (i > 0 && lost === 0) {
    const before = total;
    const part = parts[--i]!;
    total = before + part;
    lost = part - (total - before);
  }
  const next = parts[i - 1] ?? 0;
  if ((lost < 0 && next < 0) || (lost > 0 && next > 0)) {
    const doubled = lost * 2;
    const moved = total + doubled;
    if (moved - total === doubled) return moved;
  }
  return total;
}
