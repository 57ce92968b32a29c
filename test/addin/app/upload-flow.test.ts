import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createUploadFlow, type UploadFlow } from '../../../addin/app/upload/upload-flow.ts'
import type { CellValue } from '../../../addin/workbook/workbook.ts'
import { type Seat, type SeatServer, seatServer } from './analyst-seat.ts'

let place: SeatServer
let seat: Seat
let flow: UploadFlow
let count = 0

beforeAll(async () => {
  place = await seatServer()
})
afterAll(() => place[Symbol.asyncDispose]())
beforeEach(async () => {
  seat = await place.seat('ANALYST')
  flow = createUploadFlow(seat.api, seat.workbook)
  count++
})

const heading = ['Work date', 'Company', 'Technician', 'Hours', 'Entry ID']
/** Serial of a day in June 2026 from 1 on. */
const june = (day: number) => 46174 - 1 + day
const rows = (): CellValue[][] => [
  [june(8), 'Acme Dental', 'Petra Quillfeather', 1.5, `${count}-1`],
  [june(9), 'Acme Dentall', 'Petra Quillfeather', 2, `${count}-2`],
  [june(10), 'Bolt Legal', 'Petra Quillfeather', 26, `${count}-3`],
  [june(11), 'Bolt Legal', 'Petra Quillfeather', 3, `${count}-4`],
]
const marksOf = (sheetId: string) => seat.book.state.marks.filter(mark => mark.sheetId === sheetId)
const begin = async (sheetRows: readonly (readonly CellValue[])[], name = 'Time') => {
  const id = seat.sheet(name, sheetRows)
  await flow.begin()
  await flow.choose({ kind: 'sheet', id })
  return id
}

describe('uploading a sheet', () => {
  test('recognises what it holds, previews the difference and marks bad cells in place', async () => {
    const id = await begin([[...heading, 'Colour'], ...rows()])
    expect(flow.state.problem).toBeNull()
    expect(flow.state).toMatchObject({ step: 'preview', options: { dataset: 'TIME_LOGS' }, marked: 2 })
    expect(flow.state.report).toMatchObject({
      number: 0,
      rowCount: 4,
      acceptedCount: 2,
      rejectedCount: 2,
      addedCount: 2,
    })
    expect(marksOf(id).map(({ row, column, severity }) => ({ row, column, severity }))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ severity: 'error', column: 1 }),
        expect.objectContaining({ severity: 'error', column: 3 }),
      ]),
    )
    expect(marksOf(id).find(({ column }) => column === 1)?.note).toContain('did you mean "Acme Dental"')
    expect(seat.cells(id)[2]).toEqual(rows()[1])
  })

  test('after a correction in the sheet, checking again clears the mark', async () => {
    const id = await begin([heading, ...rows()])
    seat.type(id, 4, 3, 2.6)
    await flow.check()
    expect(flow.state.report).toMatchObject({ acceptedCount: 3, rejectedCount: 1 })
    expect(marksOf(id)).toHaveLength(1)
  })

  test('stores the good rows, then sends only the mended ones, and undoes with a reason', async () => {
    const id = await begin([heading, ...rows()])
    await flow.accept()
    expect(flow.state).toMatchObject({ step: 'done', problem: null })
    const first = flow.state.report
    expect(first).toMatchObject({ status: 'ACCEPTED', addedCount: 2, rejectedCount: 2 })
    expect(flow.state.changes?.metrics).toContainEqual(expect.objectContaining({ key: 'hours' }))

    seat.type(id, 3, 1, 'Acme Dental')
    seat.type(id, 3, 0, june(12))
    await flow.pushAgain()
    expect(flow.state).toMatchObject({ step: 'done', problem: null, marked: 1 })
    expect(flow.state.report).toMatchObject({ rowCount: 1, addedCount: 1, rejectedCount: 0 })
    expect(flow.state.report?.diff.nodes[0]?.after).toMatchObject({ date: '2026-06-12', client: 'Acme Dental' })

    seat.type(id, 4, 3, 2.6)
    await flow.pushAgain()
    expect(flow.state).toMatchObject({ marked: 0, rejected: null })
    expect(marksOf(id)).toEqual([])

    await flow.undo('Only a test')
    expect(flow.state).toMatchObject({ step: 'undone', problem: null })
  })

  test('does not store a correction that is wrong too, and takes the right one after it', async () => {
    const id = await begin([heading, ...rows()])
    await flow.accept()
    const { report } = flow.state
    seat.type(id, 4, 3, 27)
    seat.type(id, 4, 0, june(13))
    await flow.pushAgain()
    expect(flow.state.problem?.text).toContain('cannot be taken still')
    expect(flow.state.report).toBe(report)
    expect(marksOf(id)).toHaveLength(2)
    expect(flow.state.issues.listed.find(({ row }) => row === 4)?.value).toBe('27')
    seat.type(id, 4, 3, 2.7)
    await flow.pushAgain()
    expect(flow.state.problem).toBeNull()
    expect(flow.state.report?.diff.nodes[0]?.after).toMatchObject({ date: '2026-06-13', hours: '2.70' })
  })

  test('sends the whole sheet again where more than the rejected rows has changed', async () => {
    const id = await begin([heading, ...rows()])
    await flow.accept()
    seat.type(id, 3, 1, 'Acme Dental')
    seat.type(id, 2, 3, 4.5)
    await flow.pushAgain()
    expect(flow.state.step).toBe('preview')
    expect(flow.state.report).toMatchObject({ rowCount: 4, addedCount: 1, changedCount: 1, unchangedCount: 1 })
  })

  test('takes all rows or none where that is said, and shows what hinders', async () => {
    await begin([heading, ...rows()])
    await flow.setOptions({ mode: 'STRICT' })
    expect(flow.state.step).toBe('refused')
    expect(flow.state.refusal?.__typename).toBe('RowsRejected')
    expect(flow.state.marked).toBe(2)
    await flow.setOptions({ mode: 'LENIENT' })
    expect(flow.state.step).toBe('preview')
  })

  test('lets a person say which client an unknown name means', async () => {
    await begin([heading, ...rows()])
    await flow.setOptions({ references: [{ name: 'Acme Dentall', client: 'Acme Dental' }] })
    expect(flow.state.report).toMatchObject({ acceptedCount: 3, rejectedCount: 1 })
  })

  test('asks what it cannot know, once: the answer is remembered for sheets of the same headings', async () => {
    const head = ['Tag', 'Company', 'Technician', 'Effort', 'Ref']
    const body = [['2026-06-20', 'Acme Dental', 'Petra Quillfeather', 1, `${count}-9`]]
    await begin([head, ...body])
    expect(flow.state.step).toBe('dataset')
    expect(flow.state.recognition?.candidates[0]?.kind).toBe('TIME_LOGS')
    await flow.setDataset('TIME_LOGS')
    expect(flow.state.step).toBe('mapping')
    const questions = flow.questions()
    expect(questions.map(({ label }) => label)).toEqual(['Which heading is “Date”?', 'Which heading is “Hours”?'])
    await flow.answer(Object.fromEntries(questions.map(({ key }, at) => [key, at === 0 ? 'Tag' : 'Effort'])))
    expect(flow.state).toMatchObject({ step: 'preview', report: { acceptedCount: 1 } })
    await flow.accept()

    const again = createUploadFlow(seat.api, seat.workbook)
    const id = seat.sheet('Next month', [head, ['2026-06-21', 'Bolt Legal', 'Petra Quillfeather', 2, `${count}-10`]])
    await again.begin()
    await again.choose({ kind: 'sheet', id })
    await again.setDataset('TIME_LOGS')
    expect(again.state).toMatchObject({ step: 'preview', report: { acceptedCount: 1 } })
  })

  test('says by a question how dates that fit both orders are meant', async () => {
    await begin([heading, ['03/04/2026', 'Acme Dental', 'Petra Quillfeather', 1, `${count}-1`]])
    expect(flow.state.step).toBe('mapping')
    const [question] = flow.questions()
    expect(question?.choices.map(({ value }) => value)).toEqual(['MONTH_FIRST', 'DAY_FIRST'])
    await flow.answer({ [question?.key ?? '']: 'DAY_FIRST' })
    expect(flow.state.report?.diff.nodes[0]?.after).toMatchObject({ date: '2026-04-03' })
  })

  test('a sheet without rows is a problem that says what to select', async () => {
    const id = seat.sheet('Empty', [heading])
    await flow.begin()
    await flow.choose({ kind: 'sheet', id })
    expect(flow.state.problem?.text).toContain('select both')
    expect(flow.state.step).toBe('source')
  })

  test('a viewer is told that the role does not allow it, and keeps what was chosen', async () => {
    seat = await place.seat('VIEWER')
    flow = createUploadFlow(seat.api, seat.workbook)
    await begin([heading, ...rows()])
    expect(flow.state.problem).toMatchObject({ kind: 'forbidden' })
    expect(flow.state.options?.dataset).toBe('TIME_LOGS')
  })
})

describe('a large sheet', () => {
  const many = (from: number, size: number): CellValue[][] =>
    Array.from({ length: size }, (_, at) => [
      june(1 + (at % 28)),
      at % 2 ? 'Acme Dental' : 'Bolt Legal',
      'Petra Quillfeather',
      1 + (at % 7),
      `L-${from + at}`,
    ])

  test('is followed with progress, 50,000 rows of it', async () => {
    const seen: string[] = []
    flow.subscribe(({ busy }) => {
      if (busy) seen.push(busy.doing)
    })
    const reading = () => seen.some(text => /Reading and checking rows: [\d,]+ rows/.test(text))
    // A slow listener misses steps; whoever looks several times does not miss this one each time.
    for (let tries = 0; tries < 5 && !reading(); tries++) {
      await begin([heading, ...many(0, 50_000)], `Time ${tries}`)
      const report = { rowCount: 50_000, rejectedCount: 0 }
      expect(flow.state).toMatchObject({ problem: null, step: 'preview', report })
    }
    expect(reading()).toBe(true)
  })

  test('can be stopped on its way, and nothing is stored', async () => {
    // Now and then it may be done before anybody heard that it was being read.
    for (let tries = 1; tries <= 5 && flow.state.refusal === null; tries++) {
      await begin([heading, ...many(100_000 * tries, 20_000)], `Stopped ${tries}`)
      const unwatch = flow.subscribe(({ busy }) => {
        if (busy?.doing.startsWith('Reading and checking')) flow.stop()
      })
      await flow.accept()
      unwatch()
    }
    expect(flow.state.refusal?.__typename).toBe('UploadCancelled')
    await flow.check()
    expect(flow.state.report).toMatchObject({ addedCount: 20_000, unchangedCount: 0 })
  })
})
