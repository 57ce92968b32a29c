import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contenderTable, contending } from './contender.ts'
import { sameSums } from './peers/metric-sums.ts'
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

  test('take sums as equal up to the rounding of doubles, and cells one by one', () => {
    const sums = { rows: 10, revenue: 100, labourCost: 100, licenseCost: 100, hours: 100 }
    expect(sameSums(sums, { ...sums, revenue: 102 })).toBe(true)
    expect(sameSums(sums, { ...sums, revenue: 103 })).toBe(false)
    expect(sameSums(sums, { ...sums, rows: 11 })).toBe(false)
  })
})
