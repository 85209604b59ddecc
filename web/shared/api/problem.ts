import type { Fault, Problem } from './types'

/** What the hub said when it refused, as problem+json; or what the network said when the hub could not be asked. */
export class ApiError extends Error {
  override name = 'ApiError'
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problems: Problem[] = [],
    readonly fault?: Fault,
  ) {
    super(message)
  }
}

/** What a refusal says of one field of a form. */
export function problemAt(error: unknown, pointer: string): string | undefined {
  return error instanceof ApiError ? error.problems.find(({ at }) => at === pointer)?.message : undefined
}

export async function readError(response: Response): Promise<ApiError> {
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('json'))
    return new ApiError(response.status, `http-${response.status}`, response.statusText || `HTTP ${response.status}`)
  const body = await response.json().catch(() => {
    // A body that is cut off says nothing more than its status does.
    return {}
  })
  const message = body.detail ?? body.title ?? response.statusText
  return new ApiError(response.status, body.code ?? `http-${response.status}`, message, body.problems ?? [], body.fault ?? undefined)
}
