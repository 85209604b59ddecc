import { Button, type ButtonProps, Group, Modal, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from './Failure'

interface Props extends ButtonProps {
  question: string
  explain?: ReactNode
  answer: string
  onConfirm: () => Promise<unknown>
  children: ReactNode
}

/** A press that asks before it acts, and says why when the hub refuses. */
export function ConfirmButton({ question, explain, answer, onConfirm, children, ...button }: Props) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  async function act() {
    setBusy(true)
    setError(undefined)
    try {
      await onConfirm()
      close()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button
        variant="default"
        {...button}
        onClick={() => {
          setError(undefined)
          open()
        }}
      >
        {children}
      </Button>
      <Modal opened={opened} onClose={close} title={<strong>{question}</strong>}>
        <Stack>
          {explain && <div>{explain}</div>}
          <ErrorNotice error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('action.cancel')}
            </Button>
            <Button color={button.color ?? 'tide'} loading={busy} onClick={act} data-autofocus>
              {answer}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
