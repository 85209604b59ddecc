/** Until the styles that `public/first.js` asked for are here; a page that must do without them is still to be read. */
export async function styled() {
  const link = document.querySelector<HTMLLinkElement>('head > link[rel="stylesheet"]')
  if (!link || link.dataset.styles) return
  await new Promise((done) => {
    link.addEventListener('load', done)
    link.addEventListener('error', done)
  })
}
