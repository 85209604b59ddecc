import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig, type ViteDevServer } from 'vite'
import { apart, cuts, pages, styles, weigh } from './build/desks.ts'
import { firstSight } from './build/firstSight.ts'
import { packed } from './build/packed.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** The dev server gives an address of the console its own page, as the hub does. */
const consolePage = {
  name: 'console-page',
  configureServer: ({ middlewares }: ViteDevServer) => {
    middlewares.use((request, _, next) => {
      if (/^\/console(?:[/?]|$)/.test(request.url ?? '') && request.headers.accept?.includes('text/html')) request.url = '/console.html'
      next()
    })
  },
}

const hub = process.env.LIAISON_HUB ?? 'http://127.0.0.1:8080'

const shared: UserConfig = {
  base: '/',
  root: here('.'),
  resolve: { alias: { '@shared': here('./shared'), '@admin': here('./admin'), '@console': here('./console') } },
  build: { modulePreload: { polyfill: false }, rolldownOptions: { input: pages } },
}

export default defineConfig(async ({ command }) => {
  const needs = command === 'build' ? await weigh({ ...shared, plugins: [react()] }) : undefined
  return {
    ...shared,
    plugins: [react(), consolePage, styles(needs), apart(), firstSight(), packed()],
    build: {
      ...shared.build,
      outDir: here('../src/Liaison.Hub/wwwroot'),
      emptyOutDir: true,
      // A data: URL for a script would be refused by the hub's content security policy.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 600,
      rolldownOptions: {
        input: pages,
        output: {
          codeSplitting: needs && cuts(needs),
          // Some are named by all who share them.
          chunkFileNames: ({ name }: { name: string }) => `assets/${name.replace(/~.*/, '')}-[hash].js`,
        },
      },
    },
    server: { proxy: { '/api/': { target: hub, ws: true }, '/health/': hub } },
  }
})
