import type { DraftRow } from './mapping'
import { isOutgoing } from './rows'

const also = ['AddressReference', 'AutomatedContactMethod', 'EnquiryMethodCode', 'PointOfContactCode']
const needed = ['CustomerSurname', 'CustomerTypeCode', 'PointOfContactCode', 'EnquiryMethodCode']

export const isCustomerField = (name: string) => name.startsWith('Customer') || also.includes(name)

/** Confirm takes a customer whole or not at all: one customer field asks for four. The hub checks this too; here it is said while typing. */
export function missingCustomerFields(rows: DraftRow[]): string[] {
  const mapped = rows.flatMap(({ row }) => (isOutgoing(row) && 'field' in row.target ? [row.target.field] : []))
  return mapped.some(isCustomerField) ? needed.filter((name) => !mapped.includes(name)) : []
}
