// Which rows of the acceptance list are named by a test: rows.mjs FEATURES.md LISTING.json...
// A listing is what a test program prints for "-list full/json". Titles of TypeScript tests are read from web/.
// A row counts when at least one test that names it would run and has something in it.
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'

const [featuresFile, ...listings] = process.argv.slice(2)
if (!existsSync(featuresFile)) {
  console.error(`${featuresFile} is missing: it holds the rows, one table line each (| A1 | ...).`)
  process.exit(1)
}
const rows = [...readFileSync(featuresFile, 'utf8').matchAll(/^\| *(A\d+) *\|(.*)\|\s*$/gm)].map(([, id, rest]) => ({ id, text: rest.split('|').at(-1).trim() }))
const named = new Map(rows.map(({ id }) => [id, []]))
const unknown = new Set()

function name(id, test) {
  if (named.has(id)) named.get(id).push(test)
  else unknown.add(`${id} (${test.title})`)
}

function* files(folder, wanted) {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!['node_modules', 'bin', 'obj', 'dist'].includes(entry.name)) yield* files(path, wanted)
    } else if (wanted.test(entry.name)) yield path
  }
}

const sources = [...files('tests', /\.cs$/)].map((path) => withoutComments(readFileSync(path, 'utf8')))

function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|(?<=[;{}\s])\/\/[^"\n]*$/gm, '')
}

/** The attributes before a C# method and the text of its body, wherever a method of that name is declared. */
function declarations(method) {
  const found = []
  const declaration = new RegExp(`((?:\\[[^\\n]*\\]\\s*)*)public (?:static |virtual |override |async )*[\\w<>?.\\[\\]]+ ${method}\\s*\\(`, 'g')
  for (const source of sources)
    for (const match of source.matchAll(declaration)) found.push({ attributes: match[1], body: bodyAt(source, match.index + match[0].length) })
  return found
}

function bodyAt(source, from) {
  const end = closing(source, from, '(', ')')
  const arrow = source.indexOf('=>', end)
  const brace = source.indexOf('{', end)
  if (arrow >= 0 && (brace < 0 || arrow < brace)) return source.slice(arrow + 2, source.indexOf(';', arrow))
  return source.slice(brace + 1, closing(source, brace + 1, '{', '}') - 1)
}

/** The place after the bracket that closes the one just before `from`. */
function closing(source, from, open, close) {
  let at = from
  for (let depth = 1; depth > 0 && at < source.length; at++) depth += source[at] === open ? 1 : source[at] === close ? -1 : 0
  return at
}

function isEmpty(body) {
  const rest = body.replace(/Assert\.True\(true\);?|Assert\.False\(false\);?|await Task\.Yield\(\);?|(return )?Task\.CompletedTask;?|\bthrow new NotImplementedException\(\);?/g, '').trim()
  return !rest.includes('(')
}

for (const listing of listings)
  for (const test of JSON.parse(readFileSync(listing, 'utf8'))) {
    const ids = test.Traits?.row ?? []
    if (ids.length === 0) continue
    const declared = declarations(test.Method)
    const skipped = Boolean(test.SkipReason ?? test.Skip) || declared.some(({ attributes }) => /\b(Skip|Explicit) = (?!false|null)/.test(attributes))
    const empty = declared.length > 0 && declared.every(({ body }) => isEmpty(body))
    for (const id of ids) name(id, { title: `${test.Class.split('.').at(-1)}.${test.Method}`, not: skipped ? 'skipped' : empty ? 'empty' : null })
  }

for (const path of files('web', /\.(test|spec)\.tsx?$/)) {
  const text = withoutComments(readFileSync(path, 'utf8'))
  for (const [, modifier, , title, rest] of text.matchAll(/\b(?:it|test)(\.skip|\.todo|\.fixme)?\(\s*(['"`])(.*?)\2\s*,([\s\S]{0,400})/g))
    for (const [id] of title.matchAll(/\bA\d+\b/g))
      name(id, { title, not: modifier ? 'skipped' : /^\s*(async )?\(\s*[^)]*\)\s*=>\s*\{\s*\}/.test(rest) ? 'empty' : null })
}

let count = 0
for (const { id, text } of rows) {
  const tests = named.get(id)
  const good = tests.filter(({ not }) => !not)
  if (good.length > 0) count++
  if (tests.length === 0) continue
  const [first] = good.length > 0 ? good : tests
  const more = (good.length || tests.length) - 1
  console.log(`${id.padEnd(5)} ${good.length > 0 ? ' ' : '!'} ${first.title}${more > 0 ? ` and ${more} more` : ''}${good.length > 0 ? '' : `   (does not count: ${first.not})`}`)
}
const missing = rows.filter(({ id }) => named.get(id).every(({ not }) => not)).map(({ id }) => id)
if (unknown.size > 0) console.log(`\nNamed by a test, but no row of the list: ${[...unknown].join(', ')}`)
if (missing.length > 0) console.log(`\nNot named yet: ${ranges(missing)}`)
console.log(`\nrows: ${count} of ${rows.length}`)

function ranges(ids) {
  const numbers = ids.map((id) => Number(id.slice(1)))
  const parts = []
  for (let i = 0; i < numbers.length; i++) {
    const from = numbers[i]
    while (numbers[i + 1] === numbers[i] + 1) i++
    parts.push(from === numbers[i] ? `A${from}` : `A${from}–A${numbers[i]}`)
  }
  return parts.join(', ')
}
