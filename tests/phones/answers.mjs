// Asks libphonenumber-js what it makes of many texts, and keeps its answers for the tests. See README.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import parse, { getCountries } from 'libphonenumber-js/max'

const require = createRequire(import.meta.url)
const metadata = require('libphonenumber-js/metadata.max.json')
const mobile = require('libphonenumber-js/examples.mobile.json')
const here = name => new URL(name, import.meta.url)

// mulberry32: chance that is the same on every machine.
let state = 20260321
const chance = () => {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const below = n => Math.floor(chance() * n)
const digits = n => Array.from({ length: n }, () => below(10)).join('')

const ways = readFileSync(here('ways-of-writing.csv'), 'utf8').split(/\r?\n/).slice(1).map(fields).filter(f => f.length > 3)

function fields(line) {
  const found = []
  for (const m of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) found.push(m[1] !== undefined ? m[1].replaceAll('""', '"') : m[2])
  return found
}

/** The region's example numbers, and neighbours of them that may or may not exist. */
function nationals(region) {
  const code = metadata.countries[region][0]
  const examples = new Set(ways.filter(w => w[0] === 'e164' && w[2] === region && w[3].startsWith('+' + code)).map(w => w[3].slice(1 + code.length)))
  if (mobile[region]) examples.add(mobile[region])
  const list = [...examples]
  const out = []
  for (let i = 0; i < 9; i++) {
    const example = list[i % list.length]
    const kept = Math.max(1, example.length - 2 - below(6))
    out.push(i < list.length && i < 3 ? example : example.slice(0, kept) + digits(example.length - kept))
  }
  out.push(list[0].slice(0, -1), list[0] + below(10), digits(4 + below(10)))
  return { code, list: out }
}

const fullWidth = text => text.replace(/[0-9]/g, d => String.fromCharCode(0xff10 + Number(d)))
const arabic = text => text.replace(/[0-9]/g, d => String.fromCharCode(0x0660 + Number(d)))
/** What one dials there before a foreign number; undefined where that depends on the carrier. */
const abroad = region => {
  const plan = metadata.countries[region]
  return plan[12] ? plan[12].replace('~', '') : /^\d+$/.test(plan[1]) ? plan[1] : undefined
}

function* writings(region) {
  const { code, list } = nationals(region)
  for (const [i, nsn] of list.entries()) {
    const number = parse('+' + code + nsn)
    const national = number?.formatNational() ?? nsn
    const international = number?.formatInternational() ?? '+' + code + ' ' + nsn
    yield [`+${code}${nsn}`, '']
    yield [national, region]
    yield [international, i % 2 ? region : 'US']
    yield [nsn, region]
    yield [code + nsn, region]
    if (abroad(region)) yield [`${abroad(region)}${code}${nsn}`, region]
    yield [national.replaceAll(/[ -]/g, '.'), region]
    if (i % 3 === 0) yield [fullWidth(national), region]
    if (i % 3 === 1) yield [arabic(nsn), region]
    if (i % 3 === 2) yield [`tel:+${code}-${nsn};ext=${1 + below(9999)}`, region]
    if (i % 4 === 0) yield [`${national} ${['ext. ', 'x', '#', 'ext ', ', ', ' доб. '][below(6)]}${1 + below(99999)}`, region]
    if (i % 4 === 1) yield [`0${nsn}`, region]
    if (i % 4 === 2) yield [`tel:${nsn};phone-context=+${code}`, '']
    if (i % 4 === 3) yield [nsn, ['GB', 'DE', 'BR', 'AR', 'IT', 'RU'][below(6)]]
  }
}

const asked = new Map()
for (const region of getCountries()) for (const [text, home] of writings(region)) asked.set(home + '\t' + text, [text, home])
for (const code of Object.keys(metadata.nonGeographic)) for (let i = 0; i < 20; i++) { const text = `+${code}${digits(7 + below(6))}`; asked.set('\t' + text, [text, '']) }
for (const way of ways) asked.set(way[2] + '\t' + way[1], [way[1], way[2]])

const lines = [...asked.values()].map(([text, home]) => {
  // The library's test of a phone-context remembers where its last success ended, and fails every second time; a failure makes it forget.
  if (text.includes('phone-context')) parse('tel:1;phone-context=!')
  const number = parse(text, home || undefined)
  return JSON.stringify(number?.isValid()
    ? [text, home, 1, number.number, number.formatNational(), number.formatInternational(), number.country ?? '', number.ext ?? '']
    : [text, home, 0])
})
writeFileSync(here('../Liaison.Tests/Phones/answers.jsonl.gz'), gzipSync(lines.join('\n') + '\n', { level: 9 }))
console.log(`${lines.length} answers, ${lines.filter(l => JSON.parse(l)[2]).length} of them valid numbers`)
