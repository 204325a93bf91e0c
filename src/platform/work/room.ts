/** Lets in only as much as there is room for; who does not fit waits, first come first served. */
export class Room {
  private readonly waiting: { readonly size: number; readonly enter: () => void }[] = [];
  private taken = 0;

  constructor(private readonly size: number) {}

  /** Does the work when there is room for something of this size; what is larger than the room has it alone. */
  async within<Result>(size: number, work: () => Promise<Result>): Promise<Result> {
    if (this.waiting.length > 0 || !this.fits(size))
      await new Promise<void>((enter) => this.waiting.push({ size, enter }));
    else this.taken += size;
    try {
      return await work();
    } finally {
      this.taken -= size;
      this.letIn();
    }
  }

  private letIn(): void {
    for (let next = this.waiting[0]; next !== undefined && this.fits(next.size); next = this.waiting[0]) {
      this.waiting.shift();
      this.taken += next.size;
      next.enter();
    }
  }

  private fits(size: number): boolean {
    return this.taken === 0 || this.taken + size <= this.size;
  }
}
