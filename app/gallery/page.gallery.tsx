import { Gallery } from "@/tests/gallery/gallery";

/** Every part of a screen in every state. Development only: a build knows no file that is named so (next.config.js). */
export default function GalleryPage() {
  return <Gallery />;
}
