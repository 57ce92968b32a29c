import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../../addin/api/create-api.ts'
import { memoryKeeper } from '../../../addin/api/kept-session.ts'
import type { Operation } from '../../../addin/api/operation.ts'
import { readEvents } from '../../../addin/api/read-events.ts'
import { PASSWORD, type TestServer, testServer } from '../../support/server.ts'

interface Progress {
  readonly snapshotProgress: { readonly stage: string; readonly rows: number }
}
const progress: Operation<Progress, { readonly id: string }> =
  'subscription P($id: ID!) { snapshotProgress(id: $id) { stage rows } }'
const uploadRows: Operation<{ readonly uploadRows: { readonly id: string } }, { readonly input: object }> =
  'mutation U($input: UploadRowsInput!) { uploadRows(input: $input) { ... on Snapshot { id } } }'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
  await server.organization('North', 'ANALYST')
})
afterAll(async () => await server?.[Symbol.asyncDispose]())

test('a subscription is followed to its end, also when the connection breaks off on the way', async () => {
  let streams = 0
  const { api, session } = createApi({
    origin: server.address,
    fetch: async (url, init) => {
      const response = await fetch(url, init)
      const stream = response.headers.get('content-type')?.includes('event-stream')
      // The first connection breaks off before anything came of it.
      if (stream && streams++ === 0) return new Response(new ReadableStream({ start: end => end.close() }), response)
      return response
    },
    tokens: memoryKeeper(),
  })
  await session.signIn({ email: 'analyst@north.example', password: PASSWORD })
  const rows = Array.from({ length: 200 }, (_, index) => [`Client ${index}`])
  const input = { dataset: 'CLIENTS', header: ['Name'], rows, wait: false }
  const { uploadRows: snapshot } = await api.request(uploadRows, { input })
  const stages: string[] = []
  for await (const { snapshotProgress } of api.follow(progress, { id: snapshot.id }))
    stages.push(snapshotProgress.stage)
  expect(stages.at(-1)).toBe('DONE')
  expect(streams).toBe(2)
})

test('a subscription goes on with a new token when the one that it began with ends', async () => {
  let streams = 0
  const { api, session } = createApi({
    origin: server.address,
    fetch: async (url, init) => {
      const response = await fetch(url, init)
      const stream = response.headers.get('content-type')?.includes('event-stream')
      const ended = 'event: next\ndata: {"errors":[{"message":"…","extensions":{"code":"UNAUTHENTICATED"}}]}\n\n'
      return stream && streams++ === 0 ? new Response(ended, response) : response
    },
    tokens: memoryKeeper(),
  })
  await session.signIn({ email: 'analyst@north.example', password: PASSWORD })
  const input = { dataset: 'CLIENTS', header: ['Name'], rows: [['Later']], wait: false }
  const { uploadRows: snapshot } = await api.request(uploadRows, { input })
  const stages: string[] = []
  for await (const { snapshotProgress } of api.follow(progress, { id: snapshot.id }))
    stages.push(snapshotProgress.stage)
  expect([stages.at(-1), streams]).toEqual(['DONE', 2])
})

test('what may not be followed is an error, not an attempt for ever', async () => {
  const { api, session } = createApi({ origin: server.address, fetch, tokens: memoryKeeper() })
  await session.signIn({ email: 'analyst@north.example', password: PASSWORD })
  const following = api.follow(progress, { id: 'nothing' })[Symbol.asyncIterator]()
  await expect(following.next()).rejects.toMatchObject({ kind: 'refused' })
})

test('events are read whole wherever their bytes are cut, comments left out', async () => {
  const text =
    ':\n\nevent: next\ndata: {"a":"ü"}\n\n:\n\nevent: next\r\ndata: 1\r\ndata: 2\r\n\r\nevent: complete\ndata:\n\n'
  const bytes = new TextEncoder().encode(text)
  for (let cut = 0; cut <= bytes.length; cut++) {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: stream => {
        stream.enqueue(bytes.slice(0, cut))
        stream.enqueue(bytes.slice(cut))
        stream.close()
      },
    })
    const events = []
    for await (const event of readEvents(body)) events.push(event)
    expect(events).toEqual([
      { event: 'next', data: '{"a":"ü"}' },
      { event: 'next', data: '1\n2' },
      { event: 'complete', data: '' },
    ])
  }
})
