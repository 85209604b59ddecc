// Runs before the first paint. A file of its own: inline scripts are not allowed.
;(() => {
  const root = document.documentElement
  const kept = (name) => {
    try {
      return localStorage.getItem(name)
    } catch {
      // A browser that keeps nothing for us: as if nothing had been chosen.
      return null
    }
  }

  // A dark screen must never flash white.
  const chosen = kept('mantine-color-scheme-value')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')

  // Which outline belongs to this address: some pages have no menu around them.
  root.setAttribute('data-first', /^\/(?:sign-in|floor\/wall)(?:\/|$)/.exec(location.pathname) ? 'alone' : 'framed')

  const told = document.currentScript.dataset
  const ask = (link) => document.head.append(Object.assign(document.createElement('link'), { crossOrigin: '', ...link }))

  // The outline is painted without the styles; the program waits for them (shared/theme/styled.ts).
  if (told.styles) {
    const end = (event) => event.target.setAttribute('data-styles', 'ended')
    ask({ rel: 'stylesheet', href: told.styles, onload: end, onerror: end })
  }

  // The words are asked for at once, and not when the program that says them has come (shared/i18n/index.ts chooses in the same way).
  const words = JSON.parse(told.words || '{}')
  const tags = [kept('liaison-language'), ...navigator.languages, 'en'].map((tag) => tag?.slice(0, 2))
  for (const href of words[tags.find((tag) => tag in words)] ?? []) ask({ rel: 'modulepreload', href })
})()
