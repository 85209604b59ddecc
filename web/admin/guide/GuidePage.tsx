import { Text } from '@mantine/core'
import { Loaded } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { Lost } from '../shell/Lost'
import { guide, headOf, placeOf, slugOf } from './guides'

/** One guide of the documentation, inside the product. */
export function GuidePage() {
  const { t, i18n } = useTranslation()
  const { guideName } = useParams({ strict: false }) as { guideName: string }
  const text = useQuery({ queryKey: ['guide', guideName], staleTime: Number.POSITIVE_INFINITY, queryFn: () => guide(guideName) })
  return (
    <Loaded of={text}>
      {(found) =>
        found === null ? (
          <Lost />
        ) : (
          <Page
            title={headOf(found).title}
            crumbs={[
              <Link key="docs" to="/docs">
                {t('guide.title')}
              </Link>,
            ]}
          >
            {i18n.language !== 'en' && <Text c="dimmed">{t('guide.english')}</Text>}
            <Reading text={found} />
          </Page>
        )
      }
    </Loaded>
  )
}

function Reading({ text }: { text: string }) {
  const { hash } = useLocation()
  useEffect(() => {
    if (hash) document.getElementById(decodeURIComponent(hash))?.scrollIntoView()
  }, [hash])
  return (
    <article className="card reading" lang="en">
      <Markdown remarkPlugins={[remarkGfm]} components={parts}>
        {text.replace(/^#\s.*\n/, '')}
      </Markdown>
    </article>
  )
}

const said = (node: ReactNode): string =>
  Array.isArray(node)
    ? node.map(said).join('')
    : typeof node === 'object' && node && 'props' in node
      ? said((node.props as { children?: ReactNode }).children)
      : String(node ?? '')

const parts: Components = {
  h2: ({ children }) => <h2 id={slugOf(said(children))}>{children}</h2>,
  h3: ({ children }) => <h3 id={slugOf(said(children))}>{children}</h3>,
  a: ({ href, children }) => {
    const place = placeOf(href ?? '')
    if (!place) return <span>{children}</span>
    if (place.startsWith('http')) return <a href={place}>{children}</a>
    const [to, hash] = place.split('#')
    return (
      <Link to={(to || '.') as string} hash={hash}>
        {children}
      </Link>
    )
  },
  // A wide table or a long line scrolls by itself, by keyboard too.
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scrolls" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
}
