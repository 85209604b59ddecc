import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorNotice } from './Failure'

interface Props {
  title: string
  close: () => void
  /** What the form does when it is sent. */
  send: { mutate: () => void; error: unknown; isPending: boolean }
  /** The word on the button that sends it. */
  answer: string
  disabled?: boolean
  children: ReactNode
}

/** A short form in a window of its own, which says why when the hub refuses. */
export function FormModal({ title, close, send, answer, disabled, children }: Props) {
  return (
    <Modal opened onClose={close} title={<strong>{title}</strong>}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate()
        }}
      >
        <Stack>
          {children}
          <ErrorNotice error={send.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={send.isPending} disabled={disabled}>
              {answer}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
