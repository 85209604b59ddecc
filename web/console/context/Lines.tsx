import { webAddress } from '../desk/name'
import { Long } from '../Long'

/** Names and what they hold; what holds nothing is left out, and an address of the web can be followed. */
export function Lines({ of }: { of: [label: string, value: string | null | undefined][] }) {
  return (
    <dl className="facts">
      {of
        .filter((line): line is [string, string] => Boolean(line[1]))
        .map(([label, value], index) => {
          const url = /^https?:\/\/\S+$/i.test(value) ? webAddress(value) : undefined
          return (
            <div key={`${index} ${label}`} style={{ display: 'contents' }}>
              <dt dir="auto">
                <Long text={label} />
              </dt>
              <dd>
                {url ? (
                  <a href={url} target="_blank" rel="noreferrer" className="long">
                    {value.length > 200 ? `${value.slice(0, 200)}…` : value}
                  </a>
                ) : (
                  <Long text={value} />
                )}
              </dd>
            </div>
          )
        })}
    </dl>
  )
}
