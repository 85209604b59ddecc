import type { ButtonProps } from '@mantine/core'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { useTranslation } from 'react-i18next'

interface Props extends ButtonProps {
  version: number
  rollBack: (version: number) => Promise<unknown>
}

/** Makes an earlier version the one that contacts follow, after asking. */
export function RollBack({ version, rollBack, ...button }: Props) {
  const { t } = useTranslation()
  return (
    <ConfirmButton
      {...button}
      question={t('flows.versions.rollBackQuestion', { version })}
      explain={t('flows.versions.rollBackExplain')}
      answer={t('flows.versions.rollBack')}
      onConfirm={() => rollBack(version)}
    >
      {t('flows.versions.rollBack')}
    </ConfirmButton>
  )
}
