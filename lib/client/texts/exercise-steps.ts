/*
 * An exercise, one step at a time. It works on what stands in the page, since the page of exercises has no framework to draw
 * with (docs/decisions/033); where there is one, it draws this part once and leaves it alone. Only a press moves it on: there
 * is no clock, and what step one is at is kept nowhere but here, until one stops.
 *
 * components/grounding/exercise-script.tsx has what is looked for: `data-exercise` around it all, `data-step` on each button.
 */

/** The step that each exercise is at, while somebody goes through it. */
const places = new WeakMap<Element, number>();

function parts(exercise: Element) {
  const find = <Part extends HTMLElement>(name: string) => exercise.querySelector<Part>(`[data-${name}]`);
  return {
    begin: find("step=begin"),
    script: find("script"),
    said: find("said"),
    buttons: find("buttons"),
    next: find<HTMLButtonElement>("step=next"),
    previous: find<HTMLButtonElement>("step=previous"),
    onward: find("onward"),
    again: find("again"),
  };
}

/** Shows a step in place of the whole script, or the script again. */
function show(exercise: Element, at: number | null): void {
  const { begin, script, said, buttons, previous, onward, again } = parts(exercise);
  if (!begin || !script || !said || !buttons || !previous || !onward || !again) return;
  const steps = [...script.children];
  if (at === null) places.delete(exercise);
  else places.set(exercise, at);
  for (const whole of [begin, script]) whole.hidden = at !== null;
  for (const step of [said, buttons]) step.hidden = at === null;
  previous.disabled = at === 0;
  onward.hidden = at === steps.length - 1;
  again.hidden = !onward.hidden;
  said.textContent = at === null ? "" : (steps[at]?.textContent ?? "");
}

function press(button: Element, exercise: Element): void {
  const { script, next } = parts(exercise);
  const at = places.get(exercise) ?? 0;
  switch (button.getAttribute("data-step")) {
    case "begin":
      show(exercise, 0);
      // The button pressed to begin is gone: Enter goes on from the next one.
      next?.focus();
      return;
    case "next":
      show(exercise, (at + 1) % (script?.children.length ?? 1));
      return;
    case "previous":
      // At the first step this button can no longer be pressed, and focus would be lost with it.
      if (at <= 1) next?.focus();
      show(exercise, Math.max(0, at - 1));
      return;
    case "stop": {
      show(exercise, null);
      const details = exercise.closest("details");
      details?.removeAttribute("open");
      details?.querySelector("summary")?.focus();
    }
  }
}

let installed = false;

/** Lets every exercise on the page be gone through, also those that come later. Does nothing the second time. */
export function installExerciseSteps(): void {
  if (installed) return;
  installed = true;
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-step]") : null;
    const exercise = button?.closest("[data-exercise]");
    if (button && exercise) press(button, exercise);
  });
}
