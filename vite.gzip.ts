// Writes a .gz beside each built script and style, which WhiteNoise serves as it is; stops a build that grows too heavy.
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

export function gzip(mostBytes: number): Plugin {
  return {
    name: "gzip",
    generateBundle(_options, bundle) {
      let total = 0;
      for (const [name, built] of Object.entries(bundle)) {
        if (!/\.(js|css)$/.test(name)) continue;
        const source = gzipSync(built.type === "chunk" ? built.code : built.source, { level: 9 });
        if (built.type === "asset" || built.isEntry) total += source.length; // other chunks come only when asked for
        this.emitFile({ type: "asset", fileName: `${name}.gz`, source });
      }
      if (total > mostBytes) this.error(`script and style weigh ${total} bytes, more than ${mostBytes}`);
    },
  };
}
