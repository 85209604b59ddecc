import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import consoleEn from '../console/words/en'
import consoleFr from '../console/words/fr'
import consolePl from '../console/words/pl'
import adminEn from '../shared/i18n/en'
import adminFr from '../shared/i18n/fr'
import adminPl from '../shared/i18n/pl'

// Each desk loads the words that it says; here they are held together.
const [en, fr, pl] = [
  { ...adminEn, ...consoleEn },
  { ...adminFr, ...consoleFr },
  { ...adminPl, ...consolePl },
]

type Words = { [key: string]: string | Words }

function flat(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(words as Words)) {
    if (typeof value === 'string') found.set(path + key, value)
    else for (const [deeper, text] of flat(value, `${path}${key}.`)) found.set(deeper, text)
  }
  return found
}

const plural = /_(zero|one|two|few|many|other)$/
const base = (key: string) => key.replace(plural, '')
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort()
const english = flat(en)

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* sources(path)
    else if (/\.tsx?$/.test(entry.name)) yield readFileSync(path, 'utf8')
  }
}

describe.each([
  ['fr', fr],
  ['pl', pl],
])('%s', (language, words) => {
  const theirs = flat(words)
  it('says everything that English says, and nothing else', () => {
    expect([...new Set([...theirs.keys()].map(base))].sort()).toEqual([...new Set([...english.keys()].map(base))].sort())
  })
  it('keeps every placeholder', () => {
    for (const [key, text] of theirs)
      expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? english.get(`${base(key)}_other`) ?? ''))
  })
  it('has every plural form of its language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const counted = [...new Set([...theirs.keys()].filter((key) => plural.test(key)).map(base))]
    expect(counted.length).toBeGreaterThan(0)
    for (const key of counted) for (const form of forms) expect(theirs.has(`${key}_${form}`), `${key}_${form}`).toBe(true)
  })
})

it('every word that the screens ask for is there, and every word that is there is asked for', () => {
  const text = [...sources('admin'), ...sources('console'), ...sources('shared')].join('\n')
  const known = new Set([...english.keys()].map(base))
  const asked = [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key)
  expect(asked.length).toBeGreaterThan(200)
  for (const key of asked) expect(known.has(key), key).toBe(true)
  // A key that is put together, such as `state.${state}`, keeps all that begins like it.
  const parts = [...text.matchAll(/`([\w.]+\.)\$\{/g)].map(([, start]) => start)
  for (const key of known)
    expect(text.includes(`'${key}'`) || parts.some((start) => key.startsWith(start)), `nobody says ${key}`).toBe(true)
})
