import { ApiError, readError } from './problem'

const base = '/api/v1'
type Query = Record<string, string | number | boolean | null | undefined>
interface Options {
  query?: Query
  body?: unknown
  /** The version that was read: a later one on the hub refuses the write. */
  ifMatch?: number
  signal?: AbortSignal
}

export function address(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const text = search.toString()
  return base + path + (text ? `?${text}` : '')
}

async function send<T>(method: string, path: string, { query, body, ifMatch, signal }: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') headers['X-Liaison'] = '1'
  if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`
  const form = body instanceof FormData
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json'
  const response = await fetch(address(path, query), {
    method,
    headers,
    signal,
    credentials: 'same-origin',
    body: body === undefined ? undefined : form ? body : JSON.stringify(body),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError(0, 'unreachable', 'The hub cannot be reached.')
  })
  if (!response.ok) throw await readError(response)
  if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as T
  return response.json()
}

/** The one door to the hub. Answers are typed by the caller from `types.ts`. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => send<T>('GET', path, { query, signal }),
  post: <T>(path: string, body?: unknown) => send<T>('POST', path, { body }),
  put: <T>(path: string, body: unknown, ifMatch?: number) => send<T>('PUT', path, { body, ifMatch }),
  patch: <T>(path: string, body: unknown, ifMatch?: number) => send<T>('PATCH', path, { body, ifMatch }),
  delete: (path: string, ifMatch?: number) => send<void>('DELETE', path, { ifMatch }),
}
