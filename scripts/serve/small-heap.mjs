// Lets V8 collect its whole heap once it has grown by half, where it would wait for four times of what is alive. For a process of
// its own: `node --import` it, or import it before there is work to do. Flag: `node --v8-options`.
import v8 from "node:v8";

v8.setFlagsFromString("--heap-growing-percent=50");
