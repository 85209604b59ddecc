import { once } from './once'
import { ApiError, readError } from './problem'
import type { Address, Answer, Body, Method, Query } from './routes'

interface Options {
  query?: object
  body?: unknown
  /** The version that was read: a later one on the hub refuses the write. */
  ifMatch?: number
  /** Names the request, so that the hub does it once however often it is sent. */
  key?: string
  signal?: AbortSignal
}

export function address(path: string, query: object = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const text = search.toString()
  return `/api/v1${path}${text ? `?${text}` : ''}`
}

async function send<T>(method: Method, path: string, { query, body, ifMatch, key, signal }: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'get') headers['X-Liaison'] = '1'
  if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`
  if (key) headers['Idempotency-Key'] = key
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const response = await fetch(address(path, query), {
    method: method.toUpperCase(),
    headers,
    signal,
    credentials: 'same-origin',
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError(0, 'unreachable', 'The hub cannot be reached.')
  })
  if (!response.ok) throw await readError(response)
  if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as T
  return response.json()
}

/** No answer of the hub's own: it may have done what was asked, or not. */
const lost = (error: unknown) => !(error instanceof ApiError) || error.status === 0 || error.status >= 500

/** The one door to the hub. An address is written out, `/cases/${id}`, and brings its types with it. */
export const api = {
  get: <A extends Address>(path: A, query?: Query<A>, signal?: AbortSignal) =>
    send<Answer<A, 'get'>>('get', path, { query: query as object, signal }),
  /** Asks the hub to do something; the same twice at once is asked once. */
  post: <A extends Address>(path: A, body?: Body<A, 'post'>, ifMatch?: number) =>
    once(
      `${path} ${JSON.stringify(body)}`,
      () => send<Answer<A, 'post'>>('post', path, { body, ifMatch }),
      () => false,
    ),
  /** Makes something: sent again after its answer got lost, it is still made once. */
  create: <A extends Address>(path: A, body: Body<A, 'post'>) =>
    once(`${path} ${JSON.stringify(body)}`, (key) => send<Answer<A, 'post'>>('post', path, { body, key }), lost),
  put: <A extends Address>(path: A, body: Body<A, 'put'>, ifMatch?: number) => send<Answer<A, 'put'>>('put', path, { body, ifMatch }),
  patch: <A extends Address>(path: A, body: Body<A, 'patch'>) => send<Answer<A, 'patch'>>('patch', path, { body }),
  /** Ends something, and hears how it went. */
  remove: <A extends Address>(path: A) => send<Answer<A, 'delete'>>('delete', path),
  delete: (path: Address, ifMatch?: number) => send<void>('delete', path, { ifMatch }),
}
