/** While a backup is read, files that it names stay: what would be removed is removed when it has ended. */

export class RemovalPause {
  #holders = 0;
  /** By name: what is asked for again while the pause lasts waits once. */
  readonly #waiting = new Map<string, () => Promise<void>>();

  get isOn(): boolean {
    return this.#holders > 0;
  }

  /** Carries `removal` out now, or when the pause is over. */
  async whenOver(name: string, removal: () => Promise<void>): Promise<void> {
    if (this.isOn) this.#waiting.set(name, removal);
    else await removal();
  }

  /** Begins a pause; call what it answers, once, to end it. Rejects where a removal failed, after all were tried. */
  begin(): () => Promise<void> {
    this.#holders += 1;
    return async () => {
      this.#holders -= 1;
      if (this.isOn) return;
      const removals = [...this.#waiting.values()];
      this.#waiting.clear();
      const failed: unknown[] = [];
      for (const removal of removals) await removal().catch((error: unknown) => failed.push(error));
      if (failed.length > 0)
        throw new AggregateError(failed, `${failed.length} files of the store could not be removed`);
    };
  }
}
