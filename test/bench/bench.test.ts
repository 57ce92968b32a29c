import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contenderTable, contending } from './contender.ts'
import { sameSums } from './peers/metric-sums.ts'
import { withSection } from './readme-section.ts'
import { createAnswerReader } from './serving/answer-reader.ts'
import { postOf } from './serving/drive.ts'
import { sameAnswers } from './serving/same-answers.ts'
import { sheetSums } from './sheet/sheet-rows.ts'
import { writeWorld } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'moat-world-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the benchmarks', () => {
  test('write the same world each time, and count what it adds up to', () => {
    const world = writeWorld(folder, 0.001)
    const lines = (name: 'time_logs' | 'invoices') =>
      readFileSync(world.files[name].path, 'utf8').trim().split('\n').slice(1)
    expect([world.files.time_logs.rows, world.files.invoices.rows, world.files.licenses.rows]).toEqual([1000, 50, 10])
    expect(lines('time_logs').length).toBe(1000)
    const hours = lines('time_logs').reduce((sum, line) => sum + Math.round(Number(line.split(',')[3]) * 100), 0)
    expect(world.hours).toBe(hours)
    const revenue = lines('invoices')
      .map(line => line.split(','))
      .filter(([, , , , status]) => status !== 'draft' && status !== 'void')
      .reduce((sum, cells) => sum + Math.round(Number(cells[5]) * 100), 0)
    expect(world.revenue).toBe(revenue)
    const before = lines('time_logs')
    writeWorld(folder, 0.001)
    expect(lines('time_logs')).toEqual(before)
  })

  test('write so many time logs of the same clients as are asked for', () => {
    const place = join(folder, 'more')
    mkdirSync(place)
    const world = writeWorld(place, 0.001, 5000)
    expect([world.files.time_logs.rows, world.files.invoices.rows, world.clients]).toEqual([5000, 50, 1])
  })

  test('add up the cells of a sheet without its heading', () => {
    const { add, sums } = sheetSums()
    for (const row of [
      ['client', 'staff_name'],
      ['A', 'b', '2026-01-01', 1.25, null],
    ])
      add(row)
    expect(sums()).toEqual({ rows: 1, hours: 125, characters: 16, sha256: null })
  })

  test('name what is skipped, and what differs', async () => {
    const run = async () => ({ seconds: 2, rows: 100, peakBytes: null, agrees: false })
    const table = contenderTable([
      { name: 'ours', seconds: 1, rows: 100, peakBytes: 2 ** 20, agrees: true },
      await contending('theirs', null, run),
      await contending('absent', 'it is not installed', run),
    ])
    expect(table).toMatch(/\| ours +\| +1\.00 \| +100 \| +1\.00 \| +1 \| +agrees \|/)
    expect(table).toMatch(/\| theirs +\| +2\.00 \| +50 \| +2\.00 \| +– \| +DIFFERS \|/)
    expect(table).toContain('skipped: it is not installed')
  })

  test('put a table in place of the one before, and leave the rest', () => {
    const text = '# B\n\nIntro\n\n## Import\n\nold\n\nold too\n\n## Load\n\nstays\n'
    expect(withSection(text, 'Import', 'new')).toBe('# B\n\nIntro\n\n## Import\n\nnew\n\n## Load\n\nstays\n')
    expect(withSection(text, 'Load', 'new\n')).toBe(text.replace('stays', 'new'))
    expect(withSection(text, 'Mixed', 'new')).toBe(`${text}\n## Mixed\n\nnew\n`)
  })

  test('read answers out of what a socket brings, however it is cut', () => {
    const bytes = Buffer.from(
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello' +
        'HTTP/1.1 503 Busy\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    )
    const half = bytes.indexOf('HTTP/1.1 503')
    for (let cut = 1; cut < bytes.length; cut++) {
      const answers: [number, number][] = []
      const read = createAnswerReader((status, body) => answers.push([status, body]))
      // As a server sends: the second answer begins when the first was read.
      for (const part of [bytes.subarray(0, half), bytes.subarray(half)]) {
        const at = Math.max(0, Math.min(part.length, cut - (part.byteOffset - bytes.byteOffset)))
        for (const piece of [part.subarray(0, at), part.subarray(at)]) if (piece.length > 0) read(piece)
      }
      expect(answers).toEqual([
        [200, 5],
        [503, 12],
      ])
    }
  })

  test('hand over the bodies of answers without what frames their chunks', () => {
    const bodies: string[] = []
    const read = createAnswerReader((_status, _bytes, body) => bodies.push(body.toString()), true)
    read(Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhe'))
    read(Buffer.from('llo'))
    read(Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\no\n\r\na\r\n0123456'))
    read(Buffer.from('789\r\n0\r\n\r\n'))
    expect(bodies).toEqual(['hello', 'o\n0123456789'])
  })

  test('take an answer as wrong that names an error, or is another one than before to the same question', () => {
    const { ofBody } = sameAnswers()
    const asked = (question: string, token: string) => postOf('/graphql', question, { authorization: token })
    const told = (body: string, question = 'a', token = 'x') => ofBody(200, Buffer.from(body), asked(question, token))
    expect(told('{"data":{"a":1}}')).toBe(true)
    expect(told('{"data":{"a":1}}', 'a', 'y')).toBe(true)
    expect(told('{"data":{"a":2}}')).toBe(false)
    expect(told('{"data":{"b":2}}', 'b')).toBe(true)
    expect(told('{"data":null,"errors":[{"message":"Busy"}]}', 'c')).toBe(false)
    expect(ofBody(503, Buffer.from('{"data":{}}'), asked('d', 'x'))).toBe(false)
  })

  test('take sums as equal up to the rounding of doubles, and cells one by one', () => {
    const sums = { rows: 10, revenue: 100, labourCost: 100, licenseCost: 100, hours: 100 }
    expect(sameSums(sums, { ...sums, revenue: 102 })).toBe(true)
    expect(sameSums(sums, { ...sums, revenue: 103 })).toBe(false)
    expect(sameSums(sums, { ...sums, rows: 11 })).toBe(false)
  })
})
