import { Button, Group, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import { ErrorNotice } from '@shared/components/Failure'
import { When } from '@shared/components/When'
import { IconEye } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Settings } from './questions'

/** The file of the last interval, as these settings would write it. */
export function Preview({ connection, settings, layout }: { connection: string; settings: Settings; layout: string }) {
  const { t } = useTranslation()
  const preview = useMutation({ mutationFn: () => api.post('/statistics/preview', { connection, settings, layout }) })
  return (
    <div>
      <Button variant="default" leftSection={<IconEye size={16} />} loading={preview.isPending} onClick={() => preview.mutate()}>
        {t('statistics.layout.preview')}
      </Button>
      <div aria-live="polite">
        <ErrorNotice error={preview.error} />
        {preview.data && (
          <>
            <Group gap="xs" my="xs">
              <code style={{ overflowWrap: 'anywhere' }}>{preview.data.fileName}</code>
              <Text size="sm" c="dimmed">
                <When at={preview.data.from} exact /> · {t('statistics.file.rows', { count: preview.data.rows })}
              </Text>
            </Group>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
            <section className="statistics-preview" tabIndex={0} aria-label={preview.data.fileName}>
              <pre>{preview.data.text}</pre>
            </section>
          </>
        )}
      </div>
    </div>
  )
}
