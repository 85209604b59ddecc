import { expect, it } from 'vitest'
import { isQuiet, total, windowOf } from '../admin/statistics/figures'
import type { IntervalRow } from '../admin/statistics/questions'

const row = (from: string, figures: Record<string, number>, queue = 'Housing'): IntervalRow => ({
  from: `2026-06-01T${from}:00Z`,
  to: new Date(Date.parse(`2026-06-01T${from}:00Z`) + 1_800_000).toISOString(),
  queue,
  agent: null,
  agentName: null,
  figures,
})

it('adds figures up, and makes averages and shares anew', () => {
  const sum = total([
    row('09:00', {
      answered: 9,
      waitAnswered: 90,
      answeredInTime: 9,
      abandonedLate: 0,
      longestAnswered: 20,
      handle: 900,
      handled: 9,
      staffed: 1800,
    }),
    row('09:30', {
      answered: 1,
      waitAnswered: 60,
      answeredInTime: 0,
      abandonedLate: 10,
      longestAnswered: 60,
      handle: 300,
      handled: 1,
      staffed: 3600,
    }),
    row('09:30', { answered: 0, staffed: 1800 }, 'Roads'),
  ])
  expect([sum.answered, sum.averageWait, sum.averageHandle, sum.serviceLevel, sum.longestAnswered, sum.staffedAgents]).toEqual([
    10, 15, 120, 0.45, 60, 2,
  ])
  expect(total([]).serviceLevel).toBe(0)
})

it('takes a day from midnight to midnight, however many hours it has', () => {
  const hours = (day: string, zone: string) => {
    const { from, to } = windowOf(day, zone)
    return (Date.parse(to) - Date.parse(from)) / 3_600_000
  }
  expect(hours('2026-03-29', 'Europe/Warsaw')).toBe(23)
  expect(hours('2026-10-25', 'Europe/Warsaw')).toBe(25)
  expect(hours('2026-11-01', 'America/New_York')).toBe(25)
  expect(windowOf('2026-06-01', 'Europe/Warsaw').from).toBe('2026-05-31T22:00:00.000Z')
})

it('knows an interval in which nothing happened', () => {
  expect(isQuiet(row('09:00', { answered: 0, staffed: 0 }))).toBe(true)
  expect(isQuiet(row('09:00', { answered: 0, staffed: 1 }))).toBe(false)
})
