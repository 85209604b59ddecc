import { Modal, NavLink, ScrollArea, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { api } from '@shared/api/client'
import { IconBriefcase, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlaces } from './Navigation'

/** One box for everything: a page by its name, a case by its number, title or Enquiry number. */
export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={close}
      withCloseButton={false}
      padding={0}
      size="lg"
      title={<VisuallyHidden>{t('palette.open')}</VisuallyHidden>}
      styles={{ header: { minHeight: 0 } }}
      yOffset="12vh"
      centered={false}
    >
      <Finder close={close} />
    </Modal>
  )
}

function Finder({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const [search] = useDebouncedValue(text.trim(), 200)
  const cases = useQuery({
    queryKey: ['cases', 'palette', search],
    enabled: search.length > 1,
    queryFn: ({ signal }) => api.get('/cases', { search, limit: 8 }, signal),
  })
  const pages = usePlaces().filter(({ name }) => t(`nav.${name}`).toLowerCase().includes(text.trim().toLowerCase()))
  const found = [
    ...pages.map(({ to, name, icon }) => ({
      id: to as string,
      label: t(`nav.${name}`),
      detail: undefined as string | undefined,
      icon: icon as typeof IconBriefcase,
      go: () => navigate({ to }),
    })),
    ...(search ? (cases.data?.items ?? []) : []).map((row) => ({
      id: row.id,
      label: `${row.number} · ${row.title}`,
      detail: [row.typeLabel, row.statusLabel, row.references[0]?.record].filter(Boolean).join(' · '),
      icon: IconBriefcase,
      go: () => navigate({ to: '/cases/$caseId', params: { caseId: row.id } }),
    })),
  ]
  const current = Math.min(chosen, found.length - 1)
  function go(index: number) {
    close()
    void found[index]?.go()
  }
  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setChosen((current + step + found.length) % Math.max(found.length, 1))
    } else if (event.key === 'Enter') go(current)
  }
  return (
    <>
      <TextInput
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={press}
        data-autofocus
        size="lg"
        variant="unstyled"
        px="md"
        leftSection={<IconSearch size={18} />}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
      />
      <ScrollArea.Autosize mah="55vh" style={{ borderTop: '1px solid var(--line)' }} p={6}>
        {found.map((entry, index) => (
          <NavLink
            key={entry.id}
            component="button"
            active={index === current}
            label={entry.label}
            description={entry.detail}
            leftSection={<entry.icon size={18} />}
            onClick={() => go(index)}
            style={{ borderRadius: 8 }}
          />
        ))}
        {found.length === 0 && (
          <Text c="dimmed" p="md" ta="center">
            {t('palette.nothing')}
          </Text>
        )}
      </ScrollArea.Autosize>
    </>
  )
}
