import { deedOf, groups, isTyping, keys } from '@console/keyboard/keys'
import { expect, it } from 'vitest'
import en from '../console/words/en'

const element = (tagName: string, more: object = {}) => ({ tagName, closest: () => null, ...more })

it('every deed has a key of its own, a word, and a place in the help', () => {
  expect(new Set(Object.values(keys)).size).toBe(Object.keys(keys).length)
  expect(groups.flatMap(([, deeds]) => deeds).sort()).toEqual(Object.keys(keys).sort())
  expect(Object.keys(en.console.key).sort()).toEqual(Object.keys(keys).sort())
  expect(Object.keys(en.console.keyGroup)).toEqual(groups.map(([name]) => name))
})

it('a key does its deed, in capitals too', () => {
  expect(deedOf({ key: 'a', target: element('BODY') })).toBe('accept')
  expect(deedOf({ key: 'A', target: element('BUTTON') })).toBe('accept')
  expect(deedOf({ key: '?', target: element('BODY') })).toBe('help')
  expect(deedOf({ key: 'z', target: element('BODY') })).toBeUndefined()
  expect(deedOf({ key: 'Enter', target: element('BODY') })).toBeUndefined()
})

it('a key is a letter while somebody writes', () => {
  for (const target of [
    element('TEXTAREA'),
    element('INPUT', { type: 'text' }),
    element('input', { type: 'search' }),
    element('SELECT'),
    element('DIV', { isContentEditable: true }),
    element('BUTTON', { closest: () => ({}) }),
  ])
    expect(deedOf({ key: 'a', target })).toBeUndefined()
  expect(isTyping(element('INPUT', { type: 'checkbox' }))).toBe(false)
  expect(isTyping(null)).toBe(false)
})

it('a key that is held down, used by a browser’s own command or part of a composed letter does nothing', () => {
  const target = element('BODY')
  for (const more of [
    { repeat: true },
    { ctrlKey: true },
    { metaKey: true },
    { altKey: true },
    { isComposing: true },
    { defaultPrevented: true },
  ])
    expect(deedOf({ key: 'a', target, ...more })).toBeUndefined()
})
