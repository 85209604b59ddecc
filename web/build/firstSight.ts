import type { Plugin } from 'vite'

/** Where the words of each page are, whose file is the one that its language names. */
const words = { '/index.html': '/shared/i18n/', '/console.html': '/console/words/' } as const

/**
 * What a page needs to be seen early: its outline is painted before the styles are there, because `public/first.js` asks for them, and only what a
 * page itself asks for holds its first paint; and that script is told where each language's words are, so that they travel together with the program.
 */
export function firstSight(): Plugin {
  return {
    name: 'first-sight',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { path, bundle }) => {
        const folder = words[path as keyof typeof words]
        const files: Record<string, string[]> = {}
        for (const part of Object.values(bundle ?? {})) {
          if (part.type !== 'chunk') continue
          const language = new RegExp(`${folder}(\\w\\w)\\.ts$`).exec(part.facadeModuleId ?? '')?.[1]
          if (language) files[language] = [part.fileName, ...part.imports].map((name) => `/${name}`)
        }
        const style = /<link rel="stylesheet"([^>]*) href="([^"]+)">/
        return html
          .replace('data-words=""', `data-words='${JSON.stringify(files)}' data-styles="${style.exec(html)?.[2] ?? ''}"`)
          .replace(style, '<link rel="preload" as="style"$1 href="$2">')
      },
    },
  }
}
