import { Button, Checkbox, Group, Modal, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api } from '@shared/api/client'
import { type Scope, scopes } from '@shared/api/people'
import type { ApiKey, Connection, Items } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { CopyField } from '@shared/components/Copy'
import { Empty } from '@shared/components/Empty'
import { ErrorNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { Notice, Tone } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconBan, IconKey, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export function ApiKeysPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const keys = useQuery({ queryKey: ['api-keys'], queryFn: () => api.get<Items<ApiKey>>('/api-keys') })
  const [adding, add] = useDisclosure()
  async function revoke(id: string) {
    await api.delete(`/api-keys/${id}`)
    await client.invalidateQueries({ queryKey: ['api-keys'] })
  }
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
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={IconKey} title={t('apiKeys.none')} text={t('apiKeys.noneText')} />
            ) : (
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('apiKeys.name')}</Table.Th>
                    <Table.Th className="narrow-hide">{t('apiKeys.scopes')}</Table.Th>
                    <Table.Th className="narrow-hide">{t('apiKeys.lastUsed')}</Table.Th>
                    <Table.Th />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((key) => (
                    <Table.Tr key={key.id}>
                      <Table.Td>
                        <Text fw={600}>{key.name}</Text>
                        <code>{key.hint}</code>
                      </Table.Td>
                      <Table.Td className="narrow-hide">
                        <Group gap={4}>
                          {key.scopes.map((scope) => (
                            <Tone key={scope} tone="quiet">
                              {t(`scope.${scope.replace(':', '-')}`)}
                            </Tone>
                          ))}
                        </Group>
                      </Table.Td>
                      <Table.Td className="narrow-hide">{key.lastUsedAt ? <When at={key.lastUsedAt} /> : t('apiKeys.neverUsed')}</Table.Td>
                      <Table.Td ta="right">
                        {key.revokedAt ? (
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
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )
          }
        </Loaded>
      </Section>
      {adding && <NewKey close={add.close} />}
    </Page>
  )
}

function NewKey({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<Scope[]>([])
  const [connectionId, setConnection] = useState<string | null>(null)
  const connections = useQuery({ queryKey: ['connections'], queryFn: () => api.get<Items<Connection>>('/connections') })
  const make = useMutation({
    mutationFn: () => api.post<ApiKey>('/api-keys', { name, scopes: chosen, connectionId: connectionId ?? undefined }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  })
  if (make.data?.key)
    return (
      <Modal opened onClose={close} closeOnClickOutside={false} size="lg" title={<strong>{make.data.name}</strong>}>
        <Stack>
          <Notice tone="hold" title={t('apiKeys.once')} />
          <CopyField label={t('apiKeys.key')} value={make.data.key} />
          <Group justify="flex-end">
            <Button onClick={close}>{t('apiKeys.kept')}</Button>
          </Group>
        </Stack>
      </Modal>
    )
  return (
    <Modal opened onClose={close} title={<strong>{t('apiKeys.add')}</strong>}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={t('apiKeys.name')}
            description={t('apiKeys.nameHelp')}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Checkbox.Group label={t('apiKeys.scopes')} value={chosen} onChange={(value) => setChosen(value as Scope[])}>
            <Stack gap={6} mt={6}>
              {scopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={t(`scope.${scope.replace(':', '-')}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          {chosen.includes('integration') && (
            <Select
              label={t('log.connection')}
              clearable
              data={(connections.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
              value={connectionId}
              onChange={setConnection}
            />
          )}
          <ErrorNotice error={make.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={make.isPending} disabled={chosen.length === 0}>
              {t('apiKeys.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
