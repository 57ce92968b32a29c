import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compiledQuery } from '../../../addin/app/ask/answer.ts'
import { type AskFlow, createAskFlow } from '../../../addin/app/ask/ask-flow.ts'
import { graphqlText } from '../../../addin/app/ask/graphql-text.ts'
import { answerTable, insertAnswer } from '../../../addin/app/ask/insert-answer.ts'
import { refreshTable } from '../../../addin/app/tables/refresh-table.ts'
import { type Seat, type SeatServer, seatServer } from '../app/analyst-seat.ts'

/** The conversation of the add-in with a server that runs for real. */
let place: SeatServer
let seat: Seat
let flow: AskFlow
beforeAll(async () => {
  place = await seatServer()
  seat = await place.seat('ANALYST')
  flow = createAskFlow(seat.api)
})
afterAll(() => place[Symbol.asyncDispose]())

const answered = () => {
  const { answer } = flow.state
  if (!answer?.query) throw new Error(`Asking: ${answer?.text ?? String(flow.state.error)}`)
  return answer
}

test('a chip’s alternative is asked instead, and follow-ups go on from what it made of the question', async () => {
  await flow.ask('revenue of Acme Dental in June 2026')
  expect(answered().table?.totals.values[0]?.value).toBe(500.5)
  const period = answered().chips.find(({ kind }) => kind === 'PERIOD')
  const other = period?.alternatives.find(({ label }) => /2026/.test(label))
  if (!other) throw new Error('Changing the period: it has no alternative')
  await flow.choose(other)
  expect(answered().query).toEqual(other.choice)
  expect(flow.state.thread).toEqual([other.label])
  await flow.followUp('and for Bolt Legal?')
  expect(flow.state.thread).toEqual([other.label, 'and for Bolt Legal?'])
  expect(answered().query).toMatchObject({ ...other.choice, where: { clients: ['Bolt Legal'] } })
})

test('a choice among what may be meant is answered', async () => {
  await flow.ask('cost in June 2026')
  const { answer } = flow.state
  expect(answer).toMatchObject({ abstained: true, query: null })
  const labour = answer?.clarifications.find(({ label }) => label.startsWith('labour cost'))
  if (!labour) throw new Error(`Choosing: ${JSON.stringify(answer)}`)
  await flow.choose(labour)
  expect(answered().query).toEqual(labour.choice)
})

test('what cannot be answered leaves the context: the next follow-up goes on from the last answer', async () => {
  await flow.ask('revenue in June 2026')
  const { query } = answered()
  await flow.followUp('and by phase of the moon?')
  expect(flow.state.answer?.abstained).toBe(true)
  expect(flow.state.context?.query).toEqual(query)
  await flow.followUp('by client')
  expect(answered().query).toMatchObject({ ...query, groupBy: ['CLIENT'] })
})

test('a new question knows nothing of the one before; starting anew forgets it, and recent ones are asked as they were', async () => {
  await flow.ask('revenue of Acme Dental in June 2026')
  await flow.followUp('and in May 2026?')
  const may = answered().query
  await flow.ask('revenue in June 2026')
  expect(answered().query).not.toHaveProperty('where')
  flow.startAnew()
  expect(flow.state).toMatchObject({ answer: null, context: null, thread: [] })
  const recent = flow.state.recent.find(({ thread }) => thread.at(-1) === 'and in May 2026?')
  if (!recent) throw new Error('The follow-up is not among the recent questions')
  await flow.askAgain(recent)
  expect(answered().query).toEqual(may)
  expect(flow.state.thread).toEqual(['revenue of Acme Dental in June 2026', 'and in May 2026?'])
})

test('the later of two questions stands, whatever is answered first', async () => {
  const first = flow.ask('hours in June 2026')
  const second = flow.ask('revenue in June 2026')
  await Promise.all([first, second])
  expect(flow.state).toMatchObject({ thread: ['revenue in June 2026'], asking: null, error: null })
})

test('a number of the answer is explained for what its row is about, and the parts add up', async () => {
  await flow.ask('revenue by client in June 2026')
  const row = answered().table?.rows.find(({ dimensions }) => dimensions[0]?.label === 'Acme Dental')
  await flow.explainRow(row?.key ?? '', 'revenue')
  const explanation = flow.state.row?.explanation
  expect(explanation).toMatchObject({ value: 500.5, baseline: 1000, difference: -499.5, residual: 0 })
  flow.closeExplanation()
  expect(flow.state.row).toBeNull()
})

test('an answer becomes a table that a refresh asks for again by its query', async () => {
  await flow.ask('revenue by client in June 2026')
  const model = answerTable(answered(), seat.by, { chart: true })
  if (!model) throw new Error('There is nothing to write')
  expect(model.provenance.request).toEqual({ kind: 'metrics', query: answered().query })
  const written = await insertAnswer(seat.workbook, model, { at: 'sheet' })
  expect(written.rowCount).toBe(model.rows.length)
  const [table] = await seat.tables()
  if (!table) throw new Error('No table was written')
  expect(table.content?.rows.find(({ cells }) => cells[0] === 'Acme Dental')?.cells).toEqual(['Acme Dental', 500.5])
  expect(await refreshTable(seat.api, seat.workbook, table, seat.by, {})).toMatchObject({ kind: 'refreshed' })
})

test('an answer to why becomes a table that a refresh explains again', async () => {
  await flow.ask('why did revenue change in June 2026?')
  const model = answerTable(answered(), seat.by, { chart: false })
  expect(model?.provenance.request.kind).toBe('explain')
  if (!model) throw new Error('There is nothing to write')
  await insertAnswer(seat.workbook, model, { at: 'sheet' })
  const table = (await seat.tables()).find(({ provenance }) => provenance.request.kind === 'explain')
  if (!table) throw new Error('No table was written')
  expect(await refreshTable(seat.api, seat.workbook, table, seat.by, {})).toMatchObject({ kind: 'refreshed' })
})

test.each([
  'top 2 clients by revenue in June 2026 compared with the month before',
  'clients with revenue between 100 and 600 in June 2026',
  'revenue excluding Acme Dental by month in 2026',
  'revenue of Acme Dental in June 2026',
  'why did revenue of Acme Dental change in June 2026?',
])('the copied query of “%s” is valid GraphQL and answers the same', async question => {
  await flow.ask(question)
  const compiled = compiledQuery(answered())
  if (!compiled) throw new Error('There is no query')
  const text = graphqlText(compiled)
  const schema = buildSchema(readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8'))
  expect(validate(schema, parse(text))).toEqual([])
  const token = (await place.server.signIn(seat.by.user)).data.signIn.accessToken
  const { data, errors } = await place.server.ask(token, text)
  expect(errors).toEqual([])
  const { table, explanation } = answered()
  if (explanation) expect(data.explain.difference).toBe(explanation.difference)
  else {
    expect(data.metrics.totalCount).toBe(table?.totalCount)
    const keys = new Set(data.metrics.flatRows.flatMap(Object.keys))
    expect([...keys].sort()).toEqual(table?.columns.map(({ key }) => key).sort())
  }
})

test('a failed request says so, keeps the answer of before, and can be tried again', async () => {
  let down = false
  const flaky = createAskFlow({
    request: (...given) => (down ? Promise.reject(new Error('The server is away')) : seat.api.request(...given)),
  })
  await flaky.ask('revenue in June 2026')
  down = true
  await flaky.followUp('by client')
  expect(flaky.state).toMatchObject({ error: expect.any(Error), thread: ['revenue in June 2026'], asking: null })
  down = false
  await flaky.retry()
  expect(flaky.state).toMatchObject({ error: null, thread: ['revenue in June 2026', 'by client'] })
  flaky.forget()
  expect(flaky.state).toMatchObject({ answer: null, recent: [], context: null })
})
