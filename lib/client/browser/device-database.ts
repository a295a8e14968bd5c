/**
 * The one database that Stile keeps on a device (engine/device.ts says what is in it). It stands by itself, so that leaving
 * can delete it by name without loading what reads and writes it.
 */
export const DEVICE_DATABASE = "notes";
