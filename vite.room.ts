/** The video stage: one script and one style sheet, without any other request. */
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    outDir: "tiepdan/web/static/build",
    // The pages' own build writes into the same folder.
    emptyOutDir: false,
    target: "es2022",
    cssCodeSplit: false,
    chunkSizeWarningLimit: 800,
    rollupOptions: {
      input: "room/src/main.ts",
      output: { format: "iife", entryFileNames: "room.js", assetFileNames: "room.[ext]" },
    },
  },
});
