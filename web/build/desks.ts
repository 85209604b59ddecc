import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite'

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const read = (path: string) => readFileSync(here(path), 'utf8')
const mantine = 'node_modules/@mantine/core/styles'

/** The pages that the browser part is made of: one for agents, one for everybody else. */
export const pages = { admin: here('index.html'), console: here('console.html') }
type Desk = keyof typeof pages

/** The modules that a desk needs before it can show anything, and all that it may ever load. */
interface Needs {
  first: Set<string>
  ever: Set<string>
}
export type AllNeeds = Record<Desk, Needs>

function reached(entry: Rolldown.OutputChunk, parts: Map<string, Rolldown.OutputChunk>, later: boolean): Set<string> {
  const found = new Set([entry])
  for (const { imports, dynamicImports } of found)
    for (const name of later ? [...imports, ...dynamicImports] : imports) {
      const part = parts.get(name)
      if (part) found.add(part)
    }
  return new Set([...found].flatMap(({ moduleIds }) => moduleIds))
}

/** Builds once without writing, cut as finely as can be, to see what each desk needs. */
export async function weigh(config: InlineConfig): Promise<AllNeeds> {
  const built = (await build({
    ...config,
    configFile: false,
    logLevel: 'error',
    plugins: [...(config.plugins ?? []), styles()],
    build: { ...config.build, write: false, minify: false },
  })) as Rolldown.RolldownOutput
  const chunks = built.output.filter((part) => part.type === 'chunk')
  const parts = new Map(chunks.map((part) => [part.fileName, part]))
  const needs = ([desk, page]: [string, string]) => {
    const entry = chunks.find(({ isEntry, facadeModuleId }) => isEntry && facadeModuleId === page)
    if (!entry) throw new Error(`${page} became no entry.`)
    return [desk, { first: reached(entry, parts, false), ever: reached(entry, parts, true) }]
  }
  return Object.fromEntries(Object.entries(pages).map(needs))
}

/**
 * Few and large: a browser asks for six files at a time, and each answer waits for the way there and back. What both desks begin with, what only one
 * does, and of what comes later only what is worth a file of its own.
 */
export function cuts({ admin, console }: AllNeeds): Rolldown.CodeSplittingOptions {
  // Styles go with their desk, words with their language.
  const code = (id: string) => !/\.(?:css|json)(?:$|\?)|\/(?:i18n|words)\/\w\w\.ts$/.test(id)
  return {
    groups: [
      {
        name: 'common',
        priority: 3,
        test: (id) => id.includes('rolldown/runtime') || (code(id) && admin.first.has(id) && console.first.has(id)),
      },
      { name: 'admin', priority: 2, test: (id) => code(id) && admin.first.has(id) },
      { name: 'console', priority: 2, test: (id) => code(id) && console.first.has(id) },
      { name: 'later', priority: 1, minShareCount: 2, test: code, entriesAware: true, entriesAwareMergeThreshold: 12_000 },
    ],
  }
}

/**
 * `@styles/<desk>.css`: the styles of the parts that a desk uses, and not of all that there are, in the order that their rules rely on; ours after them.
 */
export function styles(needs?: AllNeeds): Plugin {
  const address = /^@styles\/(\w+)\.css$/
  const all = read(`${mantine}.css`)
  const parts = (desk: Desk) => {
    if (!needs) return all
    const used = [...needs[desk].ever].flatMap((id) => /@mantine\/core\/.*\/(\w+)\.module\.mjs$/.exec(id)?.[1] ?? [])
    const texts = ['baseline', 'default-css-variables', 'global', ...used].map((name) => read(`${mantine}/${name}.css`).trim())
    const place = (text: string) => all.indexOf(text.slice(0, 200))
    return [...new Set(texts)].sort((one, other) => place(one) - place(other)).join('\n')
  }
  return {
    name: 'desk-styles',
    enforce: 'pre',
    resolveId: (id) => (address.test(id) ? here(id) : undefined),
    load: (id) => {
      const desk = /@styles\/(\w+)\.css$/.exec(id)?.[1] as Desk | undefined
      return desk && [parts(desk), read('node_modules/@mantine/notifications/styles.css'), read('shared/theme/liaison.css')].join('\n')
    },
  }
}
