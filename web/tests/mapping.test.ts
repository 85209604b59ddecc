import { isCustomerField, missingCustomerFields } from '@admin/templates/customerRule'
import { byRow, type DraftRow, draftOf, draftRow, emptyRow, firstRows, kindOf, sourceKinds, templateOf } from '@admin/templates/mapping'
import { clean } from '@admin/templates/rows'
import type { MappingRow, Template } from '@shared/api/types'
import { moved } from '@shared/components/RowList'
import { expect, it } from 'vitest'

const template: Template = {
  id: 'tpl_1',
  connectionId: 'con_1',
  name: 'Raise',
  kind: 'create',
  recordType: 'Enquiry',
  reference: 'enquiry',
  active: true,
  version: 3,
  rows: [
    { target: { field: 'ServiceCode' }, source: { text: 'HM' }, ignoreEmpty: true },
    { target: { field: 'EnquiryDescription' }, source: { fact: 'case.values.details' }, ignoreEmpty: true },
    { target: { attribute: '{{ case.values.kind }}' }, source: { fact: 'case.values.size' }, ignoreEmpty: false, map: { big: 'LRG' } },
  ],
}
const mapped = (...names: string[]): DraftRow[] => names.map((field) => draftRow({ target: { field }, source: { text: 'x' } }))

it('there are five kinds of source', () => {
  expect(sourceKinds).toEqual(['caseField', 'caseDate', 'person', 'address', 'text'])
  const kinds = ['case.values.size', 'case.dates.created', 'person.surname', 'address.usrn'].map((fact) =>
    kindOf({ target: { field: 'X' }, source: { fact } }),
  )
  expect([...kinds, kindOf({ target: { field: 'X' }, source: { text: 'HM' } })]).toEqual(sourceKinds)
})

it('a template comes out of the editor as it went in, an attribute code with a placeholder included', () => {
  const { id: _id, connectionId: _of, version: _version, ...content } = template
  expect(templateOf(draftOf(template))).toEqual(content)
})

it('what the hub sends as null or false is as good as not there', () => {
  const sent = {
    source: { record: 'EnquiryStatusCode', attribute: null },
    target: { caseStatus: true, note: false, caseField: null },
    map: null,
  }
  expect(clean(sent as MappingRow)).toEqual({ source: { record: 'EnquiryStatusCode' }, target: { caseStatus: true }, ignoreEmpty: true })
  expect(clean({ source: { fact: 'case.number' }, target: { field: 'X' }, ignoreEmpty: false }).ignoreEmpty).toBe(false)
})

it('a new create template begins with the rows that are required', () => {
  const rows = firstRows('create', ['ServiceCode', 'SubjectCode']).map(({ row }) => row.target)
  expect(rows).toEqual([{ field: 'ServiceCode' }, { field: 'SubjectCode' }])
  expect(firstRows('update', ['ServiceCode'])).toHaveLength(1)
})

it('a row keeps its key when it moves, and the ends do not move further', () => {
  const rows = mapped('A', 'B', 'C')
  expect(moved(rows, 2, 0).map(({ key }) => key)).toEqual([rows[2].key, rows[0].key, rows[1].key])
  expect(moved(rows, 0, -1)).toBe(rows)
  expect(moved(rows, 2, 3)).toBe(rows)
})

it('two new rows are never the same row', () => {
  expect(emptyRow('create').key).not.toBe(emptyRow('create').key)
})

it('problems are shown at the row they speak of', () => {
  const problem = (at: string) => ({ at, code: 'x', message: 'x' })
  const found = byRow([problem('/rows/0/target'), problem('/rows/10/source'), problem('/rows'), problem('/name')])
  expect([...found.keys()]).toEqual([0, 10, -1])
  expect(found.get(-1)).toHaveLength(2)
})

it('a customer field begins with Customer or is one of four others', () => {
  expect(
    ['CustomerSurname', 'AddressReference', 'AutomatedContactMethod', 'EnquiryMethodCode', 'PointOfContactCode'].every(isCustomerField),
  ).toBe(true)
  expect(['EnquiryDescription', 'ContactName', 'ServiceCode'].some(isCustomerField)).toBe(false)
})

it('one customer field asks for the four that Confirm wants', () => {
  expect(missingCustomerFields(mapped('ServiceCode', 'SubjectCode'))).toEqual([])
  expect(missingCustomerFields(mapped('CustomerEmail'))).toEqual([
    'CustomerSurname',
    'CustomerTypeCode',
    'PointOfContactCode',
    'EnquiryMethodCode',
  ])
  expect(missingCustomerFields(mapped('CustomerSurname', 'CustomerTypeCode', 'PointOfContactCode', 'EnquiryMethodCode'))).toEqual([])
})
