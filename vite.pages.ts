// Builds the style and the script of all pages into fixed names that templates can say: build/pages.css, build/pages.js.
import { defineConfig } from "vite";
import { gzip } from "./vite.gzip";

// The first page may weigh 100 kB without fonts; half of that is left for its text and pictures.
const MOST_BYTES = 60_000;

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [gzip(MOST_BYTES)],
  css: {
    preprocessorOptions: {
      scss: {
        loadPaths: ["node_modules"],
        quietDeps: true,
        // Bootstrap 5.3 is still written with @import and the old colour functions.
        silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
      },
    },
  },
  build: {
    outDir: "tiepdan/web/static/build",
    emptyOutDir: false, // room.js stands beside
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2022",
    rollupOptions: {
      input: "tiepdan/web/assets/pages.ts",
      output: { format: "es", entryFileNames: "pages.js", chunkFileNames: "[name].js", assetFileNames: assetName },
    },
  },
});

function assetName(asset: { names: string[] }): string {
  return asset.names.some((name) => name.endsWith(".css")) ? "pages.css" : "[name][extname]";
}
