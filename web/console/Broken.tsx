import { Button } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { IconRefresh } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A page that has been open all day may ask for a part that a newer hub no longer has: it says so instead of going blank. */
export class Guard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError = () => ({ broken: true })
  override render() {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useTranslation()
  return (
    <main className="alone" role="alert">
      <Empty
        level={1}
        icon={IconRefresh}
        title={t('console.broken.title')}
        text={t('console.broken.text')}
        action={<Button onClick={() => location.reload()}>{t('console.broken.reload')}</Button>}
      />
    </main>
  )
}
