/** Whether somebody is there: a page that renews itself must not keep an abandoned session alive. */

const awayAfterMs = 60_000;

let lastSign = performance.now();

function noteSign(): void {
  lastSign = performance.now();
}

/** From now on the signs of a person are noted. */
export function watchPresence(): void {
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
    globalThis.addEventListener(kind, noteSign, { passive: true, capture: true });
}

export function isPresent(): boolean {
  return performance.now() - lastSign < awayAfterMs;
}
