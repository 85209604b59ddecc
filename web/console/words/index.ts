/** The words of the console alone: an agent need not load those of the administrators. */
export const words = {
  en: () => import('./en'),
  fr: () => import('./fr'),
  pl: () => import('./pl'),
}
