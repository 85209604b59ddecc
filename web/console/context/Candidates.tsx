import { Group } from '@mantine/core'
import { Notice } from '@shared/components/Tone'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk/Desk'
import { choosePerson } from '../desk/hub'
import { keyOf, webAddress } from '../desk/name'
import type { RecognisedRecord, SessionCard } from '../desk/types'
import { Act } from '../keyboard/Act'
import { Long } from '../Long'
import { refused } from '../refused'
import { Lines } from './Lines'

/** Several records fit, and only somebody who speaks with the person can tell which. */
export function Candidates({ card }: { card: SessionCard }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const choose = useMutation({
    mutationFn: (one: RecognisedRecord) =>
      choosePerson(card.id, { connectionId: one.connection, recordType: one.recordType, record: one.record }),
    onSuccess: () => desk.refresh(),
    onError: (error) => refused('person', error),
  })
  const chosen = choose.isSuccess && choose.variables ? keyOf(choose.variables) : undefined
  return (
    <section>
      <Notice tone="hold" title={t('console.candidates.title', { count: card.candidates.length })}>
        {t('console.candidates.text')}
      </Notice>
      {card.candidates.map((one) => {
        const url = webAddress(one.url)
        return (
          <article key={keyOf(one)} className="record-card candidate">
            <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
              <div className="record-head">
                <small dir="auto">{one.recordType}</small>
                <h3 dir="auto">
                  {url ? (
                    <a href={url} target="_blank" rel="noreferrer">
                      <span className="clip2">{one.name ?? one.record}</span>
                    </a>
                  ) : (
                    <span className="clip2">{one.name ?? one.record}</span>
                  )}
                </h3>
              </div>
              <Act
                size="compact-sm"
                loading={choose.isPending && choose.variables === one}
                not={chosen === keyOf(one) ? t('console.candidates.chosen') : undefined}
                act={() => choose.mutate(one)}
              >
                {t('console.candidates.choose')}
              </Act>
            </Group>
            {one.why && (
              <p className="record-why">
                <Long text={one.why} />
              </p>
            )}
            <Lines of={Object.entries(one.values ?? {})} />
          </article>
        )
      })}
    </section>
  )
}
