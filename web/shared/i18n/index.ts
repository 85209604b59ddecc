import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const languages = { en: 'English', fr: 'Français', pl: 'Polski' } as const
export type Language = keyof typeof languages
export const isLanguage = (tag: string): tag is Language => tag in languages

type Loaders = Record<Language, () => Promise<{ default: object }>>

let loaders: Loaders = {
  en: () => import('./en'),
  fr: () => import('./fr'),
  pl: () => import('./pl'),
}

/** How the reader's own country writes dates and numbers, when the browser names one that speaks the language. */
export function localeOf(language: string): string {
  return navigator.languages.find((tag) => tag.slice(0, 2) === language) ?? language
}

function first(): Language {
  const wanted = [localStorage.getItem('liaison-language'), ...navigator.languages]
  for (const tag of wanted) if (tag && tag.slice(0, 2) in languages) return tag.slice(0, 2) as Language
  return 'en'
}

export async function speak(language: Language) {
  if (language === i18next.language && i18next.hasResourceBundle(language, 'translation')) return
  const words = (await loaders[language]()).default
  i18next.addResourceBundle(language, 'translation', words, true, true)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** For somebody who is not signed in: kept on this device. */
export function choose(language: Language) {
  localStorage.setItem('liaison-language', language)
  return speak(language)
}

/** Only the language that is spoken is loaded; a desk with few words brings its own. */
export async function startLanguage(words: Loaders = loaders) {
  loaders = words
  await i18next
    .use(initReactI18next)
    .init({ lng: first(), fallbackLng: false, resources: {}, interpolation: { escapeValue: false }, returnNull: false })
  await speak(i18next.language as Language)
}
