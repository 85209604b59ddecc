import './flows.css'
import { Loaded } from '@shared/components/Loaded'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Designer } from './Designer'
import { flowNodesQuery, flowQuery, flowVersionQuery } from './questions'
import { useSurroundings } from './surroundings'

/** A call flow's draft; with a version in the address, what was published as that. */
export function FlowPage() {
  const { flowId } = useParams({ from: '/inside/flows/$flowId' })
  const { version } = useSearch({ from: '/inside/flows/$flowId' })
  const flow = useQuery(flowQuery(flowId))
  const old = useQuery({ ...flowVersionQuery(flowId, version ?? 0), enabled: version !== undefined })
  const kinds = useQuery(flowNodesQuery)
  const around = useSurroundings()
  return (
    <Loaded of={kinds}>
      {({ items }) => (
        <Loaded of={flow}>
          {(saved) =>
            version === undefined ? (
              <Designer key={flowId} saved={saved} kinds={items} {...around} />
            ) : (
              <Loaded of={old}>
                {(then) => (
                  <Designer
                    key={`${flowId} ${version}`}
                    saved={{ ...saved, flow: then, problems: [] }}
                    version={version}
                    kinds={items}
                    {...around}
                  />
                )}
              </Loaded>
            )
          }
        </Loaded>
      )}
    </Loaded>
  )
}
