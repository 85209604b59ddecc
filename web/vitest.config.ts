import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: { alias: { '@shared': here('./shared'), '@admin': here('./admin'), '@console': here('./console') } },
  test: { include: ['tests/**/*.test.{ts,tsx}'] },
})
