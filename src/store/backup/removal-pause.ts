/** While a backup is read, files that it names stay: what would be removed is removed when it has ended. */

export class RemovalPause {
  #holders = 0;
  readonly #waiting: (() => Promise<void>)[] = [];

  get isOn(): boolean {
    return this.#holders > 0;
  }

  /** Carries `removal` out now, or when the pause is over. */
  async whenOver(removal: () => Promise<void>): Promise<void> {
    if (this.isOn) this.#waiting.push(removal);
    else await removal();
  }

  /** Begins a pause; call what it answers, once, to end it. */
  begin(): () => Promise<void> {
    this.#holders += 1;
    return async () => {
      this.#holders -= 1;
      if (this.isOn) return;
      for (const removal of this.#waiting.splice(0)) await removal();
    };
  }
}
