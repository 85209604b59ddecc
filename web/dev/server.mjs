// A stand-in for the hub, for working on the screens: `npm run mock`, then http://127.0.0.1:8080 (built) or `npm run dev`.
// It keeps what is posted until it stops. Sign in with anything but the password "wrong".
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { view } from './desk.mjs'
import { view as floor, step } from './floor.mjs'
import { acceptLive } from './live.mjs'
import { routes } from './routes.mjs'

const files = fileURLToPath(new URL('../../src/Liaison.Hub/wwwroot', import.meta.url))
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' }
const port = Number(process.env.PORT ?? 8080)
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"

async function read(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return (request.headers['content-type'] ?? '').includes('json') && text ? JSON.parse(text) : text
}

function answer(response, status, body, headers = {}) {
  const type = status >= 400 ? 'application/problem+json' : 'application/json'
  response.writeHead(status, { 'content-type': type, 'content-security-policy': policy, ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function file(path, response) {
  const wanted = join(files, normalize(path))
  const page = join(files, /^\/console(\/|$)/.test(path) ? 'console.html' : 'index.html')
  const found = wanted.startsWith(files) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : page
  response.writeHead(200, { 'content-type': types[extname(found)] ?? 'application/octet-stream', 'content-security-policy': policy })
  createReadStream(found).pipe(response)
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`)
  if (!url.pathname.startsWith('/api/')) return file(url.pathname, response)
  const path = url.pathname.replace('/api/v1', '')
  if (path === '/live/changes') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': hello\n\n')
    const timer = setInterval(() => response.write('event: change\ndata: {"topic":"deliveries"}\n\n'), 5000)
    return request.on('close', () => clearInterval(timer))
  }
  const body = await read(request)
  if (request.method !== 'GET' && request.headers['x-liaison'] !== '1')
    return answer(response, 403, { code: 'csrf', title: 'X-Liaison is missing' })
  for (const [method, pattern, handle] of routes) {
    const match = method === request.method && new RegExp(`^${pattern.replace(/:\w+/g, '([^/]+)')}$`).exec(path)
    if (!match) continue
    const [status, said, headers] = await handle({
      parts: match.slice(1),
      query: url.searchParams,
      body,
      cookie: request.headers.cookie ?? '',
      ifMatch: Number(request.headers['if-match']?.replaceAll('"', '')),
    })
    return answer(response, status, said, headers)
  }
  answer(response, 404, { code: 'not-found', title: `No ${request.method} ${path}` })
})
acceptLive(server, '/api/v1/live/desk', view, () => {
  step()
  return floor()
})
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`))
