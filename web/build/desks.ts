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

type Parts = Map<string, Rolldown.OutputChunk>
const partsOf = (output: Rolldown.RolldownOutput['output'] | Rolldown.OutputBundle): Parts =>
  new Map(Object.values(output).flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part]] : [])))

function reached(entry: Rolldown.OutputChunk, parts: Parts, later: boolean): Rolldown.OutputChunk[] {
  const found = new Set([entry])
  for (const { imports, dynamicImports } of found)
    for (const name of later ? [...imports, ...dynamicImports] : imports) {
      const part = parts.get(name)
      if (part) found.add(part)
    }
  return [...found]
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
  const parts = partsOf(built.output)
  const needs = ([desk, page]: [string, string]) => {
    const entry = [...parts.values()].find(({ isEntry, facadeModuleId }) => isEntry && facadeModuleId === page)
    if (!entry) throw new Error(`${page} became no entry.`)
    const modules = (later: boolean) => new Set(reached(entry, parts, later).flatMap(({ moduleIds }) => moduleIds))
    return [desk, { first: modules(false), ever: modules(true) }]
  }
  return Object.fromEntries(Object.entries(pages).map(needs))
}

/**
 * Few and large: a browser asks for six files at a time, and each answer waits for the way there and back. What both desks begin with, what only one
 * does, and of what comes later only what is worth a file of its own.
 */
export function cuts(all: AllNeeds): Rolldown.CodeSplittingOptions {
  const { admin, console } = all
  // Styles go with their desk, words with their language.
  const code = (id: string) => !/\.(?:css|json)(?:$|\?)|\/(?:i18n|words)\/\w\w\.ts$/.test(id)
  const common = (id: string) => admin.first.has(id) && console.first.has(id)
  // What one desk begins with and the other may need later must not lie with the one's program, or the other would start it.
  const parts = (id: string) => (admin.first.has(id) && console.ever.has(id)) || (console.first.has(id) && admin.ever.has(id))
  const own = (id: string) => (admin.first.has(id) ? 'admin' : console.first.has(id) ? 'console' : null)
  const both = (id: string) => code(id) && admin.ever.has(id) && console.ever.has(id)
  const onlyIn = (desk: Desk) => (id: string) => code(id) && all[desk].ever.has(id) && !both(id)
  return {
    groups: [
      { name: 'common', priority: 4, test: (id) => code(id) && common(id) },
      { name: 'parts', priority: 3, test: (id) => code(id) && parts(id) },
      { name: own, priority: 2, test: code },
      ...[both, onlyIn('admin'), onlyIn('console')].map((test) => ({
        name: 'later',
        priority: 1,
        minShareCount: 2,
        test,
        entriesAware: true,
        entriesAwareMergeThreshold: 40_000,
      })),
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

/** A desk that came to load the other's program would start it: such a build fails. */
export function apart(): Plugin {
  return {
    name: 'desks-apart',
    apply: 'build',
    generateBundle(_, bundle) {
      const parts = partsOf(bundle)
      for (const entry of parts.values())
        if (entry.isEntry)
          for (const other of reached(entry, parts, true))
            if (other.isEntry && other !== entry) this.error(`${entry.fileName} comes to load ${other.fileName}.`)
    },
  }
}
