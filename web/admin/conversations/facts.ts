import type { Fact } from '@shared/api/types'

const parts: Record<string, string[]> = {
  session:
    'id externalId source tenant url channel channel.label direction status queue campaign ani dnis requestPage disposition subDisposition duration durationSeconds waitSeconds talkSeconds transcript notes tags recordings attachments agents relatedTo.record relatedTo.recordType relatedTo.name'.split(
      ' ',
    ),
  customer: 'name firstName lastName email phone phoneE164 sipAddress callerIdName company id'.split(' '),
  agent: 'id name email'.split(' '),
}

for (const time of ['startedAt', 'answeredAt', 'endedAt', 'wrapUpEndedAt'])
  parts.session?.push(time, `${time}.local`, `${time}.date`, `${time}.time`)

/** What is known of a session and may be named; besides these there are its extra items, as `items.name`. */
export const sessionFacts: Fact[] = Object.entries(parts).flatMap(([group, names]) =>
  names.map((name) => ({ path: `${group}.${name}`, label: `${group}.${name}`, group, type: 'text' })),
)
