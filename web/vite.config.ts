import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type ViteDevServer } from 'vite'

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

export default defineConfig({
  base: '/',
  plugins: [react(), consolePage],
  resolve: { alias: { '@shared': here('./shared'), '@admin': here('./admin'), '@console': here('./console') } },
  build: {
    outDir: here('../src/Liaison.Hub/wwwroot'),
    emptyOutDir: true,
    // A data: URL for a script would be refused by the hub's content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { index: here('./index.html'), console: here('./console.html') } },
  },
  server: { proxy: { '/api/': { target: hub, ws: true }, '/health/': hub } },
})
