const now = Date.now()
/** A moment so many minutes ago. */
export const ago = (minutes) => new Date(now - minutes * 60_000).toISOString()
