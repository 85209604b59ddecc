import { changes } from '@admin/templates/compare'
import type { MappingRow, TemplateContent } from '@shared/api/types'
import { expect, it } from 'vitest'

const template = (rows: MappingRow[], more: Partial<TemplateContent> = {}): TemplateContent => ({
  name: 'Raise',
  kind: 'create',
  recordType: 'Enquiry',
  reference: 'enquiry',
  active: true,
  rows,
  ...more,
})
const service: MappingRow = { target: { field: 'ServiceCode' }, source: { text: 'HM' } }
const status: MappingRow = { target: { field: 'EnquiryStatusCode' }, source: { fact: 'case.status' }, map: { closed: 'CLSD' } }

it('a version that says the same differs in nothing, whatever the order of its rows', () => {
  expect(changes(template([service, status]), template([status, { ...service, ignoreEmpty: true, default: null }]))).toEqual([])
})

it('a row that changed, one that went and one that came are told by what they fill', () => {
  const now = template([
    { ...status, map: { closed: 'DONE' } },
    { target: { attribute: 'SIZE' }, source: { fact: 'case.values.size' } },
  ])
  expect(changes(template([service, status]), now)).toEqual([
    { what: 'ServiceCode', was: '“HM”', now: undefined },
    { what: 'EnquiryStatusCode', was: 'case.status; closed → CLSD', now: 'case.status; closed → DONE' },
    { what: 'Attribute SIZE', was: undefined, now: 'case.values.size' },
  ])
})

it('a new name and a template that was switched off are told too', () => {
  expect(changes(template([]), template([], { name: 'Raise it', active: false })).map(({ what }) => what)).toEqual(['name', 'active'])
})
