import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleSheets, secrets, withoutClock } from '../support/sample-sheets.ts'
import { type TestServer, testServer } from '../support/server.ts'

let server: TestServer
let tokens: Readonly<Record<'OWNER' | 'ANALYST' | 'VIEWER', string>>
beforeAll(async () => {
  server = await testServer()
  ;({ tokens } = await server.organization('Ask', 'OWNER', 'ANALYST', 'VIEWER'))
  for (const [dataset, sheet] of Object.entries(sampleSheets)) await server.upload(tokens.OWNER, dataset, sheet)
})
afterAll(() => server[Symbol.asyncDispose]())

const answerQuery = `query ($question: String!, $input: AskInput) { ask(question: $question, input: $input) {
  text abstained reason confidence engine query clarifications { label choice } chips { kind label alternatives { label choice } }
  table { flatRows totals { values { value } } } explanation { sentence residual } citations { kind text }
} }`

async function ask(question: string, input: object = {}, token = tokens.OWNER) {
  const { data, errors } = await server.ask(token, answerQuery, { question, input: { today: '2026-07-15', ...input } })
  if (!data?.ask) throw new Error(JSON.stringify(errors))
  return data.ask
}

const june = { between: { from: '2026-06-01', to: '2026-06-30' } }

describe('ask', () => {
  test('answers with the query, its table, a sentence of its numbers, and what it rests on', async () => {
    const answer = await ask('top 2 clients by revenue last month')
    const query = {
      metrics: ['revenue'],
      groupBy: ['CLIENT'],
      period: june,
      orderBy: [{ metric: 'revenue', direction: 'DESC' }],
      first: 2,
    }
    expect(answer).toMatchObject({ abstained: false, reason: null, engine: 'RULES', query })
    expect(answer.confidence).toBeGreaterThan(0.9)
    expect(answer.table.flatRows.map((row: { client: string; revenue: number }) => [row.client, row.revenue])).toEqual([
      ['Bolt Legal', 700],
      ['Acme Dental', 500.5],
    ])
    expect(answer.text).toBe('Top 2 clients by revenue in June 2026: Bolt Legal ($700.00); Acme Dental ($500.50).')
    expect(answer.citations.map((citation: { kind: string }) => citation.kind)).toEqual([
      'DEFINITION',
      'PERIOD',
      'ROWS',
      'SNAPSHOT',
    ])
    const { data } = await server.ask(
      tokens.OWNER,
      'query ($query: MetricQuery!) { metrics(query: $query) { flatRows } }',
      { query },
    )
    expect(data.metrics.flatRows).toEqual(answer.table.flatRows)
  })

  test('answers the same question about the same data from memory, and anew once the data has changed', async () => {
    await ask('hours by client in May')
    expect((await ask('hours by client in May')).engine).toBe('CACHE')
    expect((await ask('hours by customer in May 2026')).engine).toBe('CACHE')
    await server.upload(
      tokens.OWNER,
      'time_logs',
      'client,staff_name,staff_email,date,hours,rate,cost_rate,work_type,external_id\nCedar Schools,Petra Quillfeather,petra@msp.example,2026-05-09,4,151.19,62.37,reactive,T-9\n',
    )
    const answer = await ask('hours by client in May')
    expect(answer.engine).toBe('RULES')
    expect(answer.text).toContain('Cedar Schools (4.00 h)')
  })

  test('explains why', async () => {
    const answer = await ask('why did revenue drop in June')
    expect(answer.query).toEqual({ explain: { metric: 'revenue', period: june, against: 'PREVIOUS_PERIOD' } })
    expect(answer.explanation.residual).toBe(0)
    expect(answer.text).toBe(answer.explanation.sentence)
  })

  test('counts', async () => {
    expect((await ask('how many clients had revenue in June')).text).toMatch(/^2 clients /)
  })

  test('says that there is no data yet, instead of 0', async () => {
    const answer = await ask('revenue this month')
    expect(answer.abstained).toBe(false)
    expect(answer.text).toBe('There is no data yet for July 2026.')
  })

  test('every choice and every alternative that is offered leads to an answer', async () => {
    const asked = await ask('costs by client in June')
    expect(asked).toMatchObject({ abstained: true, reason: 'AMBIGUOUS_METRIC', query: null, table: null })
    expect(asked.clarifications).toHaveLength(3)
    const { chips } = await ask('margin by client last month vs the month before')
    const offered = [...asked.clarifications, ...chips.flatMap((chip: { alternatives: object[] }) => chip.alternatives)]
    expect(offered.length).toBeGreaterThan(6)
    for (const { label, choice } of offered) {
      const answer = await ask('', { choice })
      expect([label, answer.abstained]).toEqual([label, false])
      expect(answer.query).toEqual(choice)
    }
  })

  test('follows up on the query of the answer before', async () => {
    const first = await ask('revenue for Acme in June')
    const next = await ask('and for Bolt?', { previousQuery: first.query })
    expect(next.query).toEqual({ ...first.query, where: { clients: ['Bolt Legal'] } })
    expect((await ask('and for Bolt?')).reason).toBe('NO_FOLLOW_UP')
  })

  test('answers many at once, each by itself', async () => {
    const { data } = await server.ask(
      tokens.OWNER,
      '{ askMany(questions: ["revenue in June 2026", "what is the weather"]) { abstained text } }',
    )
    expect(data.askMany).toEqual([
      { abstained: false, text: 'Revenue was $1,200.50 in June 2026.' },
      { abstained: true, text: 'I answer questions about the numbers of the business only.' },
    ])
    const many = await server.ask(tokens.OWNER, 'query ($q: [String!]!) { askMany(questions: $q) { text } }', {
      q: Array(51).fill('revenue'),
    })
    expect(many.errors[0]?.extensions.code).toMatch(/BAD_USER_INPUT|QUERY_TOO_COSTLY/)
  })

  test('refuses what is no choice, previous query or day with what to send', async () => {
    const refused = async (input: object) =>
      (await server.ask(tokens.OWNER, answerQuery, { question: 'revenue', input })).errors[0]
    expect(await refused({ choice: { nothing: 1 } })).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
    expect(await refused({ previousQuery: { metrics: [] } })).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
  })

  test('notes in the audit log that was asked, not the words', async () => {
    await ask('revenue for Acme Dental last month')
    await expect
      .poll(async () => {
        const { data } = await server.ask(tokens.OWNER, '{ auditEvents(first: 500) { nodes { action details } } }')
        return data.auditEvents.nodes.filter(({ action }: { action: string }) => action.startsWith('question.')).length
      })
      .toBeGreaterThan(5)
    const { data } = await server.ask(tokens.OWNER, '{ auditEvents(first: 500) { nodes { action details } } }')
    const asked = data.auditEvents.nodes.filter(({ action }: { action: string }) => action.startsWith('question.'))
    expect(JSON.stringify(asked)).not.toMatch(/acme|weather/i)
  })
})

describe('a viewer', () => {
  const forbidden = [
    'labour_cost',
    'license_cost',
    'gross_profit',
    'gross_margin_pct',
    'spend',
    'license_waste',
    'effective_rate_net',
    'billable_value',
    'efficiency_ratio',
  ]
  const asked = [
    ...[
      'margin',
      'profit',
      'labor cost',
      'license spend',
      'total spend',
      'license waste',
      'efficiency ratio',
      'billable value',
      'contribution per hour',
    ].flatMap(metric => [
      `${metric} last month`,
      `${metric} by client`,
      `top 3 clients by ${metric}`,
      `clients with ${metric} above 1`,
      `revenue of clients with ${metric} above 1`,
      `why did ${metric} change in June`,
      `how many clients have ${metric} over 5`,
      `${metric} for Acme Dental compared to the portfolio`,
    ]),
    'revenue vs budget in June',
    'hours by technician',
    'who logged the most hours',
    'hours for Petra',
    'which clients lost money',
    'are we wasting licenses',
    'costs in June',
    'how are we doing',
  ]

  test('is refused everything that needs cost or names of staff, and offered nothing of it', async () => {
    for (const question of asked) {
      const answer = await ask(question, {}, tokens.VIEWER)
      const said = withoutClock(JSON.stringify(answer))
      expect([question, answer.abstained]).toEqual([question, true])
      expect([question, secrets.filter(secret => said.includes(secret) && !question.includes(secret))]).toEqual([
        question,
        [],
      ])
      const offered = JSON.stringify([answer.clarifications, answer.chips, answer.citations, answer.query])
      expect([question, forbidden.filter(key => offered.includes(`"${key}"`))]).toEqual([question, []])
    }
  })

  test('cannot get it by a choice or a previous query either', async () => {
    for (const query of [
      { metrics: ['revenue'], groupBy: ['CLIENT'], orderBy: [{ metric: 'gross_profit' }] },
      { metrics: ['revenue'], groupBy: ['CLIENT'], having: [{ metric: 'labour_cost', op: 'GT', value: 1 }] },
      { metrics: ['revenue'], compareTo: 'BUDGET' },
      { metrics: ['hours'], groupBy: ['STAFF'] },
      { metrics: ['hours'], where: { staff: ['Petra Quillfeather'] } },
      { explain: { metric: 'gross_profit', against: 'PREVIOUS_PERIOD' } },
      { explain: { metric: 'revenue', against: 'BUDGET' } },
    ]) {
      expect(await ask('x', { choice: query }, tokens.VIEWER)).toMatchObject({
        abstained: true,
        reason: 'FORBIDDEN',
        table: null,
        explanation: null,
      })
      const next = await ask('and last month?', { previousQuery: query }, tokens.VIEWER)
      expect([query, next.abstained]).toEqual([query, true])
    }
  })

  test('meets a person like a stranger', async () => {
    const person = await ask('hours for Petra last month', {}, tokens.VIEWER)
    const stranger = await ask('hours for Quonto last month', {}, tokens.VIEWER)
    expect(person.text.replace('Petra', 'Quonto')).toBe(stranger.text)
    expect({ ...person, text: '' }).toEqual({ ...stranger, text: '' })
  })
})
