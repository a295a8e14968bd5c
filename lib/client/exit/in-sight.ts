/**
 * Keeps the way out in the part of the page that can be seen. `position: fixed` holds to the layout viewport; with the
 * page pinched, or moved by a screen keyboard, the visual viewport shows another part of it. components/exit/leave-button.css
 * moves and scales `.leave` by what is set here, so that it keeps its corner and its size on the screen.
 */
export function keepInSight(): void {
  const view = window.visualViewport;
  if (!view) return;
  const follow = () => {
    const { style, clientWidth } = document.documentElement;
    const right = view.offsetLeft + view.width - clientWidth;
    // Half a pixel is rounding, and a scroll bar is not part of either.
    const moved = view.scale > 1.01 || Math.abs(view.offsetTop) > 0.5 || Math.abs(view.offsetLeft) > 0.5;
    style.setProperty("--leave-move", moved ? `${right}px ${view.offsetTop}px` : "none");
    style.setProperty("--leave-scale", moved ? String(1 / view.scale) : "1");
  };
  for (const type of ["resize", "scroll"]) view.addEventListener(type, follow, { passive: true });
}
