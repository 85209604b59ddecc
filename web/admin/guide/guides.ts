// The guides of docs/guide, each loaded when it is read.
const texts = import.meta.glob<string>('../../../docs/guide/*.md', { query: '?raw', import: 'default' })

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1, -'.md'.length)

export const guideNames = Object.keys(texts).map(nameOf)

/** The guide of a name, as Markdown; null when there is none. */
export async function guide(name: string): Promise<string | null> {
  const path = Object.keys(texts).find((path) => nameOf(path) === name)
  return path ? texts[path]() : null
}

/** The first heading, and the first paragraph without its marks; a sentence that a list goes on with is left out. */
export function headOf(text: string): { title: string; summary: string } {
  const [first, ...rest] = text.trim().split(/\n\s*\n/)
  const summary = plain((rest[0] ?? '').replace(/\n\s*(?:[-*]|\d+\.)\s[\s\S]*/, ''))
  return { title: first.replace(/^#\s*/, ''), summary: /[.!?…]$/.test(summary) ? summary : summary.replace(/(?<=[.!?…]) [^.!?…]*$/, '') }
}

const plain = (text: string) =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*_]/g, '')
    .replace(/\s+/g, ' ')

/** The id of a heading, as GitHub makes it: links within the guides rely on it. */
export const slugOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

/** Where a link in a guide leads in the product; null when it leads to a file that is only in the repository. */
export function placeOf(link: string): string | null {
  if (/^(https?:|#)/.test(link)) return link
  const [, name, anchor] = /^(?:\.\/)?([a-z-]+)\.md(#.*)?$/.exec(link) ?? []
  return name && guideNames.includes(name) ? `/docs/${name}${anchor ?? ''}` : null
}
