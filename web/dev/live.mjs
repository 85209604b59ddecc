// The live line of the mock: a WebSocket that speaks SignalR's JSON protocol, as much of it as the screens hear.
import { createHash } from 'node:crypto'

const end = '\x1e'
const sockets = new Set()

function frame(text) {
  const body = Buffer.from(text)
  const head =
    body.length < 126
      ? Buffer.from([0x81, body.length])
      : body.length < 65_536
        ? Buffer.from([0x81, 126, body.length >> 8, body.length & 255])
        : Buffer.concat([Buffer.from([0x81, 127, 0, 0, 0, 0]), Buffer.from(Uint32Array.of(body.length).buffer).swap32()])
  return Buffer.concat([head, body])
}

/** The texts of whole frames, and what is left of a frame that is not whole yet. */
function unframe(bytes) {
  const texts = []
  let at = 0
  while (bytes.length - at >= 6) {
    const short = bytes[at + 1] & 127
    const extra = short === 126 ? 2 : short === 127 ? 8 : 0
    if (bytes.length - at < 6 + extra) break
    const length = extra === 2 ? bytes.readUInt16BE(at + 2) : extra === 8 ? Number(bytes.readBigUInt64BE(at + 2)) : short
    const start = at + 6 + extra
    if (bytes.length < start + length) break
    const mask = bytes.subarray(start - 4, start)
    const closes = (bytes[at] & 15) === 8
    texts.push(closes ? null : Buffer.from(bytes.subarray(start, start + length).map((byte, i) => byte ^ mask[i % 4])).toString())
    at = start + length
  }
  return [texts, bytes.subarray(at)]
}

const message = (target, ...args) => frame(JSON.stringify({ type: 1, target, arguments: args }) + end)

/** Tells every window what the desk is now. */
export function push(view) {
  for (const socket of sockets) socket.write(message('desk', view()))
}

/** Cuts every line, as a hub does that restarts. */
export function cut() {
  for (const socket of sockets) socket.destroy()
}

export function acceptLive(server, path, view, floor) {
  server.on('upgrade', (request, socket) => {
    if (!request.url.startsWith(path)) return socket.destroy()
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
    const answer = createHash('sha1').update(key).digest('base64')
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${answer}\r\n\r\n`)
    let rest = Buffer.alloc(0)
    let watch
    const ping = setInterval(() => socket.write(frame(`{"type":6}${end}`)), 10_000)
    socket.on('data', (bytes) => {
      const [texts, left] = unframe(Buffer.concat([rest, bytes]))
      rest = left
      for (const text of texts) {
        if (text === null) return socket.end()
        if (text.includes('"protocol"')) {
          socket.write(frame(`{}${end}`))
          sockets.add(socket)
          socket.write(message('desk', view()))
        }
        if (text.includes('"WatchAll"')) {
          const { invocationId } = JSON.parse(text.split(end).find((one) => one.includes('"WatchAll"')))
          socket.write(frame(JSON.stringify({ type: 3, invocationId, result: null }) + end))
          watch ??= setInterval(() => socket.write(message('supervisor', floor())), 2000)
          socket.write(message('supervisor', floor()))
        }
      }
    })
    const gone = () => {
      clearInterval(ping)
      clearInterval(watch)
      sockets.delete(socket)
    }
    socket.on('close', gone)
    socket.on('error', gone)
  })
}
