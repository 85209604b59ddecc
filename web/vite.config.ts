import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const hub = process.env.LIAISON_HUB ?? 'http://127.0.0.1:8080'

export default defineConfig({
  base: '/',
  plugins: [react()],
  resolve: { alias: { '@shared': here('./shared'), '@admin': here('./admin') } },
  build: {
    outDir: here('../src/Liaison.Hub/wwwroot'),
    emptyOutDir: true,
    // A data: URL for a script would be refused by the hub's content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api/': hub, '/health/': hub } },
})
