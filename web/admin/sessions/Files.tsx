import { Anchor, Group, Stack, Text } from '@mantine/core'
import type { SessionFile } from '@shared/api/types'
import { Section } from '@shared/components/Page'
import { IconDownload, IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { clock } from './filter'

const web = (url: string | null) => (url && /^(https?:|\/)/i.test(url) ? url : undefined)

/** Recordings with a player where the hub keeps them, and a link where somebody else does; below them the other files. */
export function Files({ files }: { files: SessionFile[] }) {
  const { t } = useTranslation()
  const recordings = files.filter(({ kind }) => kind === 'recording')
  const others = files.filter(({ kind }) => kind !== 'recording')
  return (
    <>
      {recordings.length > 0 && (
        <Section title={t('sessions.recordings')}>
          <Stack gap="sm">
            {recordings.map((file) => (
              <div key={file.key + file.part}>
                <FileLink file={file} />
                {file.stored && web(file.url) && (
                  // biome-ignore lint/a11y/useMediaCaption: the words are in the transcript
                  <audio controls preload="none" src={web(file.url)} style={{ width: '100%', marginTop: 6 }} aria-label={file.name} />
                )}
              </div>
            ))}
          </Stack>
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('sessions.files')}>
          <Stack gap="sm">
            {others.map((file) => (
              <FileLink key={file.key + file.part} file={file} />
            ))}
          </Stack>
        </Section>
      )}
    </>
  )
}

function FileLink({ file }: { file: SessionFile }) {
  const { t, i18n } = useTranslation()
  const url = web(file.url)
  const size =
    typeof file.size !== 'number' ? null : new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(file.size / 1024)
  return (
    <Group gap="xs" style={{ overflowWrap: 'anywhere' }}>
      {url ? (
        <Anchor href={url} target={file.stored ? undefined : '_blank'} rel="noreferrer" download={file.stored ? file.name : undefined}>
          {file.name}{' '}
          {file.stored ? <IconDownload size={14} aria-hidden /> : <IconExternalLink size={14} aria-label={t('opensElsewhere')} />}
        </Anchor>
      ) : (
        <Text>{file.name}</Text>
      )}
      <Text size="sm" c="dimmed" className="figure">
        {[typeof file.seconds === 'number' && clock(file.seconds), size && `${size} KB`, !url && t('sessions.notYet')]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Group>
  )
}
