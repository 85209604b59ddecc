let context: AudioContext | undefined

/** Browsers let a page be heard only after somebody has touched it: the first touch is used. */
export function allowSound() {
  const wake = () => {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume()
  }
  window.addEventListener('pointerdown', wake, { once: true, capture: true })
  window.addEventListener('keydown', wake, { once: true, capture: true })
}

function tone(at: number, pitch: number) {
  if (!context) return
  const [voice, loudness] = [context.createOscillator(), context.createGain()]
  voice.type = 'sine'
  voice.frequency.value = pitch
  loudness.gain.setValueAtTime(0, at)
  loudness.gain.linearRampToValueAtTime(0.06, at + 0.03)
  loudness.gain.exponentialRampToValueAtTime(0.0005, at + 0.7)
  voice.connect(loudness).connect(context.destination)
  voice.start(at)
  voice.stop(at + 0.75)
}

/** Two soft notes. */
export function chime() {
  if (context?.state !== 'running') return
  tone(context.currentTime, 659.3)
  tone(context.currentTime + 0.18, 880)
}
