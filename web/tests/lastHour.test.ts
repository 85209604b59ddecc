import { expect, it } from 'vitest'
import { everyMinute } from '../admin/overview/LastHour'

it('shows sixty minutes up to now, the quiet ones empty', () => {
  const minutes = everyMinute([{ minute: '2026-11-21T03:31:00+00:00', delivered: 300, failed: 1 }], Date.parse('2026-11-21T03:33:20Z'))
  expect(minutes).toHaveLength(60)
  expect(minutes[59]).toEqual({ minute: '2026-11-21T03:33:00.000Z', delivered: 0, failed: 0 })
  expect(minutes[57]?.delivered).toBe(300)
  expect(minutes.filter(({ delivered }) => delivered > 0)).toHaveLength(1)
})
