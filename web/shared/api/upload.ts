import { address } from './client'
import { ApiError, readError } from './problem'
import type { Address, Answer } from './routes'

/** Sends a file and tells how far it is, from 0 to 1. `fetch` cannot say that, so this is the older request. */
export function upload<A extends Address>(path: A, form: FormData, progress: (done: number) => void): Promise<Answer<A, 'post'>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address(path))
    request.setRequestHeader('X-Liaison', '1')
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onerror = () => reject(new ApiError(0, 'unreachable', 'The hub cannot be reached.'))
    request.onload = async () => {
      const headers = { 'content-type': request.getResponseHeader('content-type') ?? '' }
      const response = new Response(request.responseText || null, { status: request.status, headers })
      if (response.ok) resolve(await response.json())
      else reject(await readError(response))
    }
    request.send(form)
  })
}
