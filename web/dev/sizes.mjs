// How much the browser loads before the first page of each desk is there, compressed: `npm run sizes` after a build.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const folder = fileURLToPath(new URL('../../src/Liaison.Hub/wwwroot/', import.meta.url))
const firstOf = (page) =>
  [...readFileSync(`${folder}${page}`, 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path]) => path)
const all = readdirSync(`${folder}assets`).map((name) => `assets/${name}`)
const sum = (paths, compress) => paths.reduce((total, path) => total + compress(readFileSync(folder + path)).length, 0)
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
const pages = ['index.html', 'console.html'].map((page) => [page, firstOf(page)])
for (const [name, paths] of [...pages, ['lazy', all.filter((path) => !pages.some(([, first]) => first.includes(path)))]])
  for (const kind of ['.js', '.css']) {
    const chosen = paths.filter((path) => path.endsWith(kind))
    console.log(
      `${name} ${kind}: ${chosen.length} files, gzip ${kilobytes(sum(chosen, gzipSync))}, brotli ${kilobytes(sum(chosen, brotliCompressSync))}`,
    )
  }
