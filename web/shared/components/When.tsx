import { relative, useTimes } from '../time'

const far = 6 * 86_400_000

/** A moment: how long ago when it is near, the date when it is far; the full date and time on hover. */
export function When({ at, exact }: { at: string | null | undefined; exact?: boolean }) {
  const { language, write } = useTimes()
  if (!at) return <span>–</span>
  const full = write(at, { dateStyle: 'medium', timeStyle: 'short' })
  const near = Math.abs(Date.now() - Date.parse(at)) < far
  return (
    <time dateTime={at} title={full}>
      {exact ? full : near ? relative(new Date(at), new Date(), language) : write(at, { dateStyle: 'medium' })}
    </time>
  )
}
