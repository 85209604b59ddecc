import { useEffect } from 'react'
import type { DesignerState } from './useDesigner'

const writing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
const elsewhere = (target: EventTarget | null) => writing(target) || Boolean(document.querySelector('[role="dialog"]'))
/** Text that somebody marked is what they mean to copy. */
const marked = () => (getSelection()?.toString() ?? '') !== ''

/** Ctrl+Z, Ctrl+Shift+Z, Ctrl+S, copy, cut and paste, wherever nobody is writing. */
export function useKeys(bench: DesignerState, save: () => void) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 's') {
        event.preventDefault()
        if (!document.querySelector('[role="dialog"]')) save()
      }
      if (elsewhere(event.target)) return
      if (key === 'z' || key === 'y') {
        event.preventDefault()
        if (key === 'y' || event.shiftKey) bench.redo()
        else bench.undo()
      } else if (key === 'd' && bench.selected.length > 0) {
        event.preventDefault()
        bench.duplicate()
      } else if (key === 'a') {
        event.preventDefault()
        bench.select(bench.flow.nodes.map(({ id }) => id))
      }
    }
    function copy(event: ClipboardEvent) {
      if (elsewhere(event.target) || marked()) return
      const text = bench.copy()
      if (!text) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', text)
      if (event.type === 'cut') bench.remove()
    }
    function paste(event: ClipboardEvent) {
      if (elsewhere(event.target)) return
      if (bench.paste(event.clipboardData?.getData('text/plain') || undefined)) event.preventDefault()
    }
    document.addEventListener('keydown', press)
    document.addEventListener('copy', copy)
    document.addEventListener('cut', copy)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('keydown', press)
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', copy)
      document.removeEventListener('paste', paste)
    }
  })
}
