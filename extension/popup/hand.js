/** @file The reader's hand on the popup: a press, of the mouse or the space bar, whose button is drawn anew before it is let go would be lost. */

/**
 * What is to be drawn waits for the hand.
 * @param {() => void} draw
 */
export function createHand(draw) {
  let down = false;
  let waiting = false;

  function letGo() {
    down = false;
    // After the click that comes with it, whose button must still be there.
    setTimeout(() => {
      if (!waiting || down) return;
      waiting = false;
      draw();
    });
  }

  addEventListener('pointerdown', () => (down = true), true);
  addEventListener('keydown', ({ key }) => (down ||= key === ' '), true);
  for (const end of ['pointerup', 'pointercancel', 'keyup', 'blur']) addEventListener(end, letGo, true);

  return {
    /** Whether the drawing has to wait; then it comes by itself. */
    holds: () => down && (waiting = true),
  };
}
