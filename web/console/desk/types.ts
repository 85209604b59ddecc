// What the hub says of an agent's desk. A snapshot is always whole.
import type { components } from '@shared/api/schema'

type Schemas = components['schemas']

export type DeskView = Schemas['DeskView']
export type Presence = Schemas['Presence']
export type SessionCard = Schemas['SessionCard']
export type Offer = Schemas['OfferCard']
/** A record over there that a session is about, with the values that agents may see. */
export type RecognisedRecord = Schemas['RecognisedRecord']

/** A form of a record that can be made of a session. */
export type RecordForm = Schemas['RecordFormAnswer']
export type FormField = Schemas['RecordFieldAnswer']
export type NewRecord = Schemas['NewRecord']
export type RecordPointer = Schemas['RecordPointer']
export type SearchedRecord = Schemas['SearchedRecord']
export type TransferTarget = Schemas['TransferBody']
