import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const ways = {
  br: (text: Buffer) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }),
  gz: (text: Buffer) => promisify(gzip)(text, { level: 9 }),
}

/** Packs every built file of text as small as can be, so that the hub need not pack while somebody waits. */
export function packed(): Plugin {
  let folder = ''
  return {
    name: 'packed',
    apply: 'build',
    configResolved: ({ build }) => {
      folder = build.outDir
    },
    closeBundle: async () => {
      const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:css|html|js|svg)$/.test(name))
      await Promise.all(
        names.map(async (name) => {
          const text = await readFile(join(folder, name))
          for (const [ending, pack] of Object.entries(ways)) {
            const small = await pack(text)
            if (small.length < text.length) await writeFile(join(folder, `${name}.${ending}`), small)
          }
        }),
      )
    },
  }
}
