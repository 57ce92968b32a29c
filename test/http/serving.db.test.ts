import { expect, test } from 'vitest'
import { sampleSheets } from '../support/sample-sheets.ts'
import { testServer } from '../support/server.ts'

test('a sheet uploaded over HTTP becomes a version, clients, rows and numbers', async () => {
  await using server = await testServer()
  const { tokens } = await server.organization('North', 'OWNER')
  for (const [dataset, sheet] of Object.entries(sampleSheets)) {
    const response = await server.upload(tokens.OWNER, dataset, sheet)
    expect([dataset, response.status]).toEqual([dataset, 200])
  }
  const { data, errors } = await server.ask(
    tokens.OWNER,
    `{
      viewer { email role organization { name } }
      clients(orderBy: {field: NAME, direction: DESC}) {
        totalCount
        nodes {
          name industry since contactEmail metadata
          invoices { totalCount nodes { invoiceNumber date subtotal totalAmount currency lines { unitPrice unitCost } } }
          timeLogs { totalCount nodes { staffName hours rate date } }
          licenses { nodes { product seatsPurchased costPerSeat snapshot { dataset } } }
        }
      }
      snapshots { totalCount nodes { number dataset uploadedBy { name } period { from to } quality { score } } }
      metrics(query: {metrics: ["revenue", "hours", "license_cost"], groupBy: [CLIENT], period: {named: "2026-06"}}) {
        totalCount truncated flatRows totals { values { value currency unit } }
      }
      metricValues(keys: [{metric: "revenue", client: "Acme Dental", period: "2026-06"}, {metric: "nonsense", period: "ALL"}]) {
        __typename ... on MetricValue { value period { label } } ... on MetricValueError { code }
      }
    }`,
  )
  expect(errors).toEqual([])
  expect(data.clients.nodes.map((client: { name: string }) => client.name)).toEqual([
    'Cedar Schools',
    'Bolt Legal',
    'Acme Dental',
  ])
  expect(data.clients.nodes[2]).toEqual({
    name: 'Acme Dental',
    industry: 'Healthcare',
    since: '2021-04-01',
    contactEmail: 'frontdesk@acme.example',
    metadata: { 'Account manager': 'Zoe Secretperson' },
    invoices: {
      totalCount: 2,
      nodes: [
        { invoiceNumber: 'I-2', date: '2026-06-01', subtotal: 500.5, totalAmount: 500.5, currency: 'USD', lines: null },
        {
          invoiceNumber: 'I-1',
          date: '2026-05-01',
          subtotal: 1000,
          totalAmount: 1080,
          currency: 'USD',
          lines: [{ unitPrice: 100, unitCost: 41.77 }],
        },
      ],
    },
    timeLogs: {
      totalCount: 2,
      nodes: [
        { staffName: 'Petra Quillfeather', hours: 1, rate: 151.19, date: '2026-06-04' },
        { staffName: 'Petra Quillfeather', hours: 2.5, rate: 151.19, date: '2026-05-04' },
      ],
    },
    licenses: {
      nodes: [{ product: 'Microsoft 365', seatsPurchased: 10, costPerSeat: 18.71, snapshot: { dataset: 'LICENSES' } }],
    },
  })
  expect(data.snapshots.nodes.map((snapshot: { number: number }) => snapshot.number)).toEqual([5, 4, 3, 2, 1])
  expect(data.snapshots.nodes[2].period).toEqual({ from: '2026-05-01', to: '2026-06-02' })
  expect(data.metrics.totals.values[0]).toEqual({ value: 1200.5, currency: 'USD', unit: 'MONEY' })
  expect(data.metricValues).toEqual([
    { __typename: 'MetricValue', value: 500.5, period: { label: '2026-06' } },
    { __typename: 'MetricValueError', code: 'UNKNOWN_METRIC' },
  ])
})

test('cells, corrections and reverts each make a version; a dry run makes none', async () => {
  await using server = await testServer()
  const { tokens } = await server.organization('North', 'ANALYST')
  const fields = `__typename ... on Snapshot { id number status rowCount acceptedCount rejectedCount addedCount
    issues { totalCount nodes { row code } } diff { totalCount nodes { kind after } } }`
  const input = (extra: object) => ({
    input: {
      dataset: 'CLIENTS',
      header: ['Company', 'Phone'],
      rows: [
        ['Acme', 15550101111],
        ['Bolt', null],
        [null, 1],
      ],
      ...extra,
    },
  })
  const upload = `mutation ($input: UploadRowsInput!) { uploadRows(input: $input) { ${fields} } }`
  const dry = await server.ask(tokens.ANALYST, upload, input({ dryRun: true }))
  expect(dry.errors).toEqual([])
  expect(dry.data.uploadRows).toMatchObject({ number: 0, addedCount: 2, rejectedCount: 1, diff: { totalCount: 2 } })

  const real = await server.ask(tokens.ANALYST, upload, input({ source: { workbook: 'book.xlsx', firstRow: 7 } }))
  expect(real.data.uploadRows).toMatchObject({ number: 1, status: 'ACCEPTED', acceptedCount: 2 })
  expect(real.data.uploadRows.issues.nodes).toContainEqual(expect.objectContaining({ row: 9 }))

  const correct = `mutation ($input: CorrectRowsInput!) { correctRows(input: $input) { ${fields} } }`
  const fixed = await server.ask(tokens.ANALYST, correct, {
    input: { snapshot: real.data.uploadRows.id, rows: [{ row: 9, cells: [{ heading: 'Company', value: 'Cedar' }] }] },
  })
  expect(fixed.data.correctRows).toMatchObject({ number: 2, acceptedCount: 1, addedCount: 1 })

  const revert = `mutation ($id: ID!) { revertSnapshot(id: $id, reason: "wrong file") {
    __typename ... on Snapshot { number origin } ... on RevertConflict { message snapshots { number } } ... on NotFound { message } } }`
  const conflict = await server.ask(tokens.ANALYST, revert, { id: real.data.uploadRows.id })
  const undone = await server.ask(tokens.ANALYST, revert, { id: fixed.data.correctRows.id })
  expect(undone.data.revertSnapshot).toEqual({ __typename: 'Snapshot', number: expect.any(Number), origin: 'REVERT' })
  expect(['RevertConflict', 'Snapshot']).toContain(conflict.data.revertSnapshot.__typename)
  const missing = await server.ask(tokens.ANALYST, revert, { id: 'nothing' })
  expect(missing.data.revertSnapshot.__typename).toBe('NotFound')
})

test('an upload nobody waits for is followed to its end', async () => {
  await using server = await testServer()
  const { tokens } = await server.organization('North', 'ANALYST')
  const started = await server.ask(
    tokens.ANALYST,
    `mutation { uploadRows(input: {dataset: CLIENTS, header: ["name"], rows: [["Acme"]], wait: false}) {
      ... on Snapshot { id number status }
    } }`,
  )
  expect(started.data.uploadRows).toMatchObject({ number: 0, status: 'PROCESSING' })
  const { id } = started.data.uploadRows
  const response = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${tokens.ANALYST}`,
    },
    body: JSON.stringify({
      query: 'subscription ($id: ID!) { snapshotProgress(id: $id) { id stage result { ... on Snapshot { number } } } }',
      variables: { id },
    }),
  })
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const events = (await response.text())
    .split('\n')
    .filter(line => line.startsWith('data: {'))
    .map(line => JSON.parse(line.slice(6)).data.snapshotProgress)
  expect(events.at(-1)).toEqual({ id, stage: 'DONE', result: { number: 1 } })
  const after = await server.ask(
    tokens.ANALYST,
    'query ($id: ID!) { snapshot(id: $id) { number status } uploadResult(id: $id) { __typename } }',
    { id },
  )
  expect(after.data).toEqual({
    snapshot: { number: 1, status: 'ACCEPTED' },
    uploadResult: { __typename: 'Snapshot' },
  })
})
