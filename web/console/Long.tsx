import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const most = 280

/** A text of any length and direction: a long one shows its beginning, and the rest when asked for. */
export function Long({ text }: { text: string }) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  const lines = text.split('\n').length
  if (text.length <= most && lines <= 5)
    return (
      <span dir="auto" className="long">
        {text}
      </span>
    )
  return (
    <span className="long">
      <span dir="auto" className={whole ? 'long-whole' : 'long-part'}>
        {whole ? text : text.slice(0, most * 2)}
      </span>
      <UnstyledButton className="more" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {t(whole ? 'console.less' : 'console.more')}
      </UnstyledButton>
    </span>
  )
}
