import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api } from '@shared/api/client'
import type { ApiKey } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { Empty } from '@shared/components/Empty'
import { type Column, ListTable } from '@shared/components/ListTable'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { Tone } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconBan, IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { NewKey } from './NewKey'

export function ApiKeysPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const keys = useQuery({ queryKey: ['api-keys'], queryFn: () => api.get('/api-keys') })
  const [adding, add] = useDisclosure()
  async function revoke(id: string) {
    await api.delete(`/api-keys/${id}`)
    await client.invalidateQueries({ queryKey: ['api-keys'] })
  }
  const columns: Column<ApiKey>[] = [
    {
      title: t('apiKeys.name'),
      show: (key) => (
        <>
          <Text fw={600}>{key.name}</Text>
          <code>{key.hint}</code>
        </>
      ),
    },
    {
      title: t('apiKeys.scopes'),
      kind: 'wide',
      show: (key) => (
        <Group gap={4}>
          {key.scopes.map((scope) => (
            <Tone key={scope} tone="quiet">
              {t(`scope.${scope.replace(':', '-')}`)}
            </Tone>
          ))}
        </Group>
      ),
    },
    {
      title: t('apiKeys.lastUsed'),
      kind: 'wide',
      show: (key) => (key.lastUsedAt ? <When at={key.lastUsedAt} /> : t('apiKeys.neverUsed')),
    },
    {
      title: '',
      kind: 'right',
      show: (key) =>
        key.revokedAt ? (
          <Tone tone="quiet" icon={IconBan}>
            {t('apiKeys.revoked')}
          </Tone>
        ) : (
          <ConfirmButton
            size="xs"
            color="red"
            variant="subtle"
            question={t('apiKeys.revokeQuestion', { name: key.name })}
            explain={t('apiKeys.revokeExplain')}
            answer={t('apiKeys.revoke')}
            onConfirm={() => revoke(key.id)}
          >
            {t('apiKeys.revoke')}
          </ConfirmButton>
        ),
    },
  ]
  return (
    <Page
      title={t('nav.apiKeys')}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={add.open}>
          {t('apiKeys.add')}
        </Button>
      }
    >
      <Section flush>
        <Loaded of={keys}>
          {({ items }) => (
            <ListTable
              items={items}
              columns={columns}
              empty={<Empty icon={IconKey} title={t('apiKeys.none')} text={t('apiKeys.noneText')} />}
            />
          )}
        </Loaded>
      </Section>
      {adding && <NewKey close={add.close} />}
    </Page>
  )
}
