export { EXIT_URL } from "./exit-url";
export { hasLeft, leave, onLeave } from "./leave";
