import { Text } from '@mantine/core'
import { FormModal } from '@shared/components/FormModal'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

export function RemoveFlow({ name, close, remove }: { name: string; close: () => void; remove: () => Promise<void> }) {
  const { t } = useTranslation()
  const send = useMutation({ mutationFn: remove })
  return (
    <FormModal title={t('flows.remove.question', { name })} close={close} send={send} answer={t('action.delete')}>
      <Text size="sm">{t('flows.remove.explain')}</Text>
    </FormModal>
  )
}
