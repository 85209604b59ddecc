import { Anchor, Button, FileButton, Group, Modal, Progress, Stack, Text, TextInput } from '@mantine/core'
import type { Case } from '@shared/api/types'
import { upload } from '@shared/api/upload'
import { ErrorNotice } from '@shared/components/Failure'
import { Section } from '@shared/components/Page'
import { When } from '@shared/components/When'
import { IconDownload, IconPaperclip, IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export function size(bytes: number, language: string): string {
  const [value, unit] =
    bytes >= 1_000_000 ? [bytes / 1_000_000, 'megabyte'] : bytes >= 1_000 ? [bytes / 1_000, 'kilobyte'] : [bytes, 'byte']
  return new Intl.NumberFormat(language, { style: 'unit', unit: unit as string, unitDisplay: 'short', maximumFractionDigits: 1 }).format(
    value as number,
  )
}

export function Attachments({ one }: { one: Case }) {
  const { t, i18n } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  return (
    <Section
      title={t('cases.attachments')}
      actions={
        <FileButton onChange={setFile}>
          {(props) => (
            <Button variant="default" size="xs" leftSection={<IconUpload size={15} />} {...props}>
              {t('cases.attach')}
            </Button>
          )}
        </FileButton>
      }
    >
      <Stack gap="sm">
        {one.attachments.length === 0 && (
          <Text c="dimmed" size="sm">
            {t('cases.noAttachments')}
          </Text>
        )}
        {one.attachments.map((attachment) => (
          <Group key={attachment.id} gap="sm" wrap="nowrap" align="flex-start">
            <IconPaperclip size={18} style={{ flex: 'none', marginTop: 3 }} aria-hidden />
            <div style={{ minWidth: 0, flex: 1 }}>
              <Anchor href={attachment.url} download={attachment.name} fw={600} style={{ overflowWrap: 'anywhere' }}>
                {attachment.name} <IconDownload size={14} aria-label={t('action.download')} />
              </Anchor>
              <Text size="sm" c="dimmed">
                {[attachment.description, size(attachment.size, i18n.language), attachment.addedBy].filter(Boolean).join(' · ')} ·{' '}
                <When at={attachment.addedAt} />
              </Text>
            </div>
          </Group>
        ))}
      </Stack>
      {file && <Upload file={file} caseId={one.id} close={() => setFile(null)} />}
    </Section>
  )
}

function Upload({ file, caseId, close }: { file: File; caseId: string; close: () => void }) {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const [description, setDescription] = useState('')
  const [done, setDone] = useState(0)
  const send = useMutation({
    mutationFn: () => {
      const form = new FormData()
      form.set('description', description)
      form.set('file', file)
      return upload(`/cases/${caseId}/attachments`, form, setDone)
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['cases'] })
      close()
    },
  })
  return (
    <Modal opened onClose={close} title={<strong>{t('cases.attach')}</strong>}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate()
        }}
      >
        <Stack>
          <Text size="sm">
            <strong>{file.name}</strong> · {size(file.size, i18n.language)}
          </Text>
          <TextInput
            label={t('cases.description')}
            description={t('cases.descriptionHelp')}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
            data-autofocus
          />
          {send.isPending && <Progress value={done * 100} aria-label={t('cases.uploading')} />}
          <ErrorNotice error={send.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={send.isPending}>
              {t('cases.attach')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
