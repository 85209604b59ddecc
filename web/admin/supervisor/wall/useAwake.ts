import { useEffect } from 'react'

/** Keeps the screen from going dark while it is looked at, where the browser can. */
export function useAwake() {
  useEffect(() => {
    let held: WakeLockSentinel | undefined
    let ended = false
    async function hold() {
      if (ended || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      try {
        held = await navigator.wakeLock.request('screen')
        if (ended) await held.release()
      } catch {
        // Refused, for want of battery or permission: the screen then goes dark when the device says so.
      }
    }
    void hold()
    document.addEventListener('visibilitychange', hold)
    return () => {
      ended = true
      document.removeEventListener('visibilitychange', hold)
      void held?.release()
    }
  }, [])
}
