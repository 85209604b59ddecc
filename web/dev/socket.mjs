// The live line of the mock: SignalR's JSON protocol over a WebSocket, as much of both as the screens need.
import { createHash } from 'node:crypto'
import { step, view } from './floor.mjs'

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const end = '\x1e'

function frame(text) {
  const body = Buffer.from(text)
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.from([0x81, 126, body.length >> 8, body.length & 255])
  return Buffer.concat([head, body])
}

/** The texts of what a browser sent: frames, always masked and here always short; null where it wants to close. */
function* unframe(data) {
  while (data.length > 6) {
    const short = data[1] & 127
    const from = short === 126 ? 4 : 2
    const length = short === 126 ? data.readUInt16BE(2) : short
    const mask = data.subarray(from, from + 4)
    const body = data.subarray(from + 4, from + 4 + length).map((byte, index) => byte ^ mask[index % 4])
    yield (data[0] & 15) === 8 ? null : Buffer.from(body).toString()
    data = data.subarray(from + 4 + length)
  }
}

export function liveLine(request, socket) {
  if (!request.url.startsWith('/api/v1/live/desk') || process.env.LINE === 'off') return socket.destroy()
  const accept = createHash('sha1')
    .update(request.headers['sec-websocket-key'] + magic)
    .digest('base64')
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
  const say = (message) => socket.writable && socket.write(frame(JSON.stringify(message) + end))
  const tell = () => say({ type: 1, target: 'supervisor', arguments: [view()] })
  let timer
  function hear(message) {
    if (message.protocol) say({})
    if (message.target !== 'WatchAll') return
    say({ type: 3, invocationId: message.invocationId, result: null })
    tell()
    timer ??= setInterval(() => {
      step()
      tell()
    }, 2000)
  }
  socket.on('data', (data) => {
    for (const text of unframe(data)) {
      if (text === null) return socket.end()
      for (const one of text.split(end).filter(Boolean)) hear(JSON.parse(one))
    }
  })
  socket.on('close', () => clearInterval(timer))
  socket.on('error', () => clearInterval(timer))
}
