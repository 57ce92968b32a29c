// Loaded before the product, in every thread of it: writes down each connection and each name that is looked up.
import { appendFileSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'

const require = createRequire(import.meta.url)
const note = (kind, what) => appendFileSync(process.env.CONNECTIONS_FILE, `${kind} ${what}\n`)

const net = require('node:net')
const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...given) {
  const [first] = given.flat()
  const { host, port, path } = typeof first === 'object' ? first : { port: first, host: given[1] }
  note('connect', path ?? `${host ?? 'localhost'}:${port}`)
  return connect.apply(this, given)
}
const dns = require('node:dns')
for (const owner of [dns, dns.promises])
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
    const original = owner[name]
    owner[name] = function (host, ...rest) {
      note('look-up', host)
      return original.call(this, host, ...rest)
    }
  }
const dgram = require('node:dgram')
const { send } = dgram.Socket.prototype
dgram.Socket.prototype.send = function (...given) {
  note('datagram', given.slice(1).join(' '))
  return send.apply(this, given)
}
syncBuiltinESMExports()
note('watching', 'yes')
