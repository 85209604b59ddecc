import { Text, Textarea } from '@mantine/core'
import { FormModal } from '@shared/components/FormModal'
import { Notice } from '@shared/components/Tone'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAdvice } from './problems'
import type { Keeping } from './useSave'
import { useWorkbench } from './workbench'

/** From the press on, contacts go through what is on the page. */
export function Publish({ keeping, close }: { keeping: Keeping; close: () => void }) {
  const { t } = useTranslation()
  const { checked, dirty } = useWorkbench()
  const [note, setNote] = useState('')
  const send = useMutation({ mutationFn: () => keeping.publish(note.trim()), onSuccess: close })
  const wrong = checked.problems.filter((problem) => !isAdvice(problem))
  const advice = checked.problems.length - wrong.length
  return (
    <FormModal title={t('flows.publish.title')} close={close} send={send} answer={t('flows.publish.go')} disabled={wrong.length > 0}>
      {wrong.length > 0 ? (
        <Notice tone="bad" title={t('flows.publish.wrong', { count: wrong.length })}>
          {wrong.slice(0, 5).map((problem, index) => (
            <div key={index}>{problem.message}</div>
          ))}
        </Notice>
      ) : (
        <>
          <Text size="sm">{t(dirty ? 'flows.publish.explainDirty' : 'flows.publish.explain')}</Text>
          {advice > 0 && <Notice tone="hold">{t('flows.publish.advice', { count: advice })}</Notice>}
          <Textarea
            label={t('flows.publish.note')}
            description={t('flows.publish.noteHelp')}
            autosize
            minRows={2}
            data-autofocus
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
    </FormModal>
  )
}
