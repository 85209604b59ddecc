import { api } from '@shared/api/client'
import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => vi.unstubAllGlobals())

type Sent = { url: string; headers: Record<string, string>; answer: (response: Response) => void; fail: () => void }

/** The network, whose every request waits until the test answers it or lets it get lost. */
function network(): Sent[] {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', (url: string, { headers }: { headers: Record<string, string> }) => {
    return new Promise<Response>((answer, reject) => sent.push({ url, headers, answer, fail: () => reject(new TypeError('lost')) }))
  })
  return sent
}

const id = 'cas_1' as string
const note = (text: string) => api.create(`/cases/${id}/notes`, { text })
const made = () => new Response('{}', { status: 200 })

it('a double click asks once, and both get the answer', async () => {
  const sent = network()
  const [first, second] = [note('twice'), note('twice')]
  expect(sent).toHaveLength(1)
  expect(sent[0].headers['X-Liaison']).toBe('1')
  sent[0].answer(made())
  expect(await first).toEqual(await second)
})

it('what is sent again after its answer got lost carries the key it had, and a new wish gets a new one', async () => {
  const sent = network()
  const first = note('lost')
  sent[0].fail()
  await expect(first).rejects.toMatchObject({ code: 'unreachable' })
  const again = note('lost')
  expect(sent[1].headers['Idempotency-Key']).toBe(sent[0].headers['Idempotency-Key'])
  sent[1].answer(made())
  await again
  void note('lost')
  expect(sent[2].headers['Idempotency-Key']).not.toBe(sent[0].headers['Idempotency-Key'])
  void note('something else')
  expect(sent[3].headers['Idempotency-Key']).not.toBe(sent[2].headers['Idempotency-Key'])
})

it('a refusal is an answer: corrected or not, what is sent after it is a new request', async () => {
  const sent = network()
  const refused = note('refused')
  sent[0].answer(new Response('{"code":"invalid"}', { status: 422, headers: { 'content-type': 'application/problem+json' } }))
  await expect(refused).rejects.toMatchObject({ status: 422 })
  void note('refused')
  expect(sent[1].headers['Idempotency-Key']).not.toBe(sent[0].headers['Idempotency-Key'])
})
