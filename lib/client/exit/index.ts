export { hasLeft, onLeave } from "./leave";
