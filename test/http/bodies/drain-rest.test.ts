import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { drainRest } from '../../../server/http/bodies/drain-rest.ts'
import { eventually } from '../../support/eventually.ts'

const timers = () => vi.mocked(setTimeout).mock.calls.filter(([, delay]) => delay === 30_000)

async function served(answer: (req: IncomingMessage, res: ServerResponse) => void) {
  vi.spyOn(globalThis, 'setTimeout')
  const server = createServer((req, res) => {
    drainRest(req, res)
    answer(req, res)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { server, port, [Symbol.dispose]: () => void server.close() }
}
afterEach(() => vi.restoreAllMocks())

test('a request that is answered before its end is noticed is not held by a timer', async () => {
  let early = 0
  using here = await served((req, res) => {
    req.once('readable', () => {
      req.unshift(req.read(4))
      res.once('finish', () => (early += Number(!req.complete)))
      res.end('known')
    })
  })
  for (let count = 0; count < 20; count++)
    await (await fetch(`http://127.0.0.1:${here.port}/`, { method: 'POST', body: 'asks' })).text()
  here.server.closeAllConnections()
  expect(early).toBeGreaterThan(0)
  expect(timers()).toEqual([])
})

test('a body that does not come to its end is waited for half a minute, and then no longer', async () => {
  const requests: IncomingMessage[] = []
  using here = await served((req, res) => {
    requests.push(req)
    res.end('refused')
  })
  const socket = connect(here.port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 100\r\n\r\nonly this')
  await eventually(() => expect(timers()).toHaveLength(1))
  const [request] = requests
  expect(request?.destroyed).toBe(false)
  timers()[0]?.[0]()
  expect(request?.destroyed).toBe(true)
  socket.destroy()
})
