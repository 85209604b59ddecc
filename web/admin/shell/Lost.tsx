import { Button, Group } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { ErrorNotice } from '@shared/components/Failure'
import { LinkButton } from '@shared/components/Links'
import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export function Lost() {
  const { t } = useTranslation()
  return (
    <main>
      <Empty
        level={1}
        icon={IconMapOff}
        title={t('lost.title')}
        text={t('lost.text')}
        action={<LinkButton to="/">{t('lost.home')}</LinkButton>}
      />
    </main>
  )
}

export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="content">
      <ErrorNotice error={error} title={t('error.unexpected')} />
      <Group mt="md">
        <Button variant="default" onClick={reset}>
          {t('action.tryAgain')}
        </Button>
      </Group>
    </div>
  )
}
