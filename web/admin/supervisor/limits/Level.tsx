import { Tone, type ToneName } from '@shared/components/Tone'
import { IconAlertTriangle, IconEye } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Level } from './limits'

export const levelLook: Record<Exclude<Level, 'fine'>, { tone: ToneName; icon: typeof IconEye }> = {
  watch: { tone: 'hold', icon: IconEye },
  act: { tone: 'bad', icon: IconAlertTriangle },
}

/** The word for a figure past its limit; nothing where all is well. */
export function LevelWord({ level }: { level: Level }) {
  const { t } = useTranslation()
  return level === 'fine' ? null : <Tone {...levelLook[level]}>{t(`floor.level.${level}`)}</Tone>
}

/** A figure, with a colour, a sign and a word where it is past its limit. */
export function Judged({ level, children }: { level: Level; children: ReactNode }) {
  const { t } = useTranslation()
  if (level === 'fine') return <span className="figure">{children}</span>
  const { tone, icon: Mark } = levelLook[level]
  return (
    <span className={`judged ${tone}`}>
      <span className="figure">{children}</span>
      <small>
        <Mark size={13} stroke={2.2} aria-hidden />
        {t(`floor.level.${level}`)}
      </small>
    </span>
  )
}
