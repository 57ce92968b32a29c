import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { functionsMetadata } from '../../../addin/functions/functions-metadata.ts'
import { loadIronCalc } from '../model/calculation/ironcalc.ts'
import { typeText } from '../model/edits/type-text.ts'
import { Workbook } from '../model/workbook.ts'
import { CustomFunctionHost } from './calls.ts'
import type { MessageEntry } from './messages.ts'
import type { FunctionsMetadata } from './metadata.ts'

/** The page of the add-in as the host meets it: invocations come in, results go back when the test says so. */
let workbook: Workbook
let host: CustomFunctionHost
let said: MessageEntry[]
let metadata: FunctionsMetadata
beforeAll(async () => {
  loadIronCalc(readFileSync(createRequire(import.meta.url).resolve('@ironcalc/wasm/wasm_bg.wasm')))
  metadata = JSON.parse(await functionsMetadata())
})
beforeEach(() => {
  said = []
  workbook = new Workbook()
  const { seam } = workbook.calculator
  host = new CustomFunctionHost({ seam, namespace: 'MOAT', metadata, send: entries => said.push(...entries) })
  workbook.calculator.connect(host)
  host.ready()
})

const type = (row: number, column: number, text: string) =>
  workbook.edit('Type', () => typeText(workbook.activeSheet, row, column, text))
const shown = (row: number, column: number) => workbook.activeSheet.value(row, column)
/** Rounds of calculation that were asked for have happened. */
const rounds = async () => {
  for (let round = 0; round < 5; round++) await new Promise(resolve => setTimeout(resolve, 1))
}
/** Invocations since the last look, as [id, name, arguments, address, flags]. */
const invocations = () => entries(1000).map(([, , , text]) => JSON.parse(text))
const cancellations = () => entries(1001).map(([, , , text]) => JSON.parse(text).invocationId)
function entries(messageType: number): MessageEntry[] {
  const wanted = said.filter(([, type]) => type === messageType)
  said = said.filter(([, type]) => type !== messageType)
  return wanted
}
async function answer(...results: unknown[]): Promise<void> {
  host.results(results)
  await rounds()
}

test('a call is #BUSY! until its result comes; what is left out arrives as null', async () => {
  type(0, 0, 'Acme')
  type(0, 1, '=MOAT.METRIC("revenue",A1)*2')
  const [[id, name, args, address, flags]] = invocations()
  expect([name, args, address, flags]).toEqual(['METRIC', ['revenue', 'Acme', null, null], 'Sheet1!B1', 1])
  expect(shown(0, 1)).toBe('#BUSY!')
  expect(host.settled).toBe(false)
  await answer([id, true, 21])
  expect(shown(0, 1)).toBe(42)
  expect(host.settled).toBe(true)
  expect(invocations()).toEqual([])
})

test('changed arguments end the invocation that runs and begin another; a late result is no result', async () => {
  type(0, 0, 'Acme')
  type(0, 1, '=MOAT.METRIC("revenue",A1)')
  const [[first]] = invocations()
  type(0, 0, 'Bolt')
  expect(cancellations()).toEqual([first])
  const [[second, , args]] = invocations()
  expect(args[1]).toBe('Bolt')
  await answer([first, true, 1])
  expect([shown(0, 1), host.statistics.late]).toEqual(['#BUSY!', 1])
  await answer([second, true, 2])
  expect(shown(0, 1)).toBe(2)
  type(5, 5, 'elsewhere')
  await rounds()
  expect(invocations()).toEqual([])
})

test('a cell that is emptied or overwritten is cancelled', () => {
  type(0, 0, '=MOAT.METRIC("revenue")')
  type(1, 0, '=MOAT.CLIENTS()')
  const ids = invocations().map(([id]) => id)
  type(0, 0, '')
  type(1, 0, 'text')
  expect(cancellations()).toEqual(ids)
  expect([shown(0, 0), shown(1, 0)]).toEqual([null, 'text'])
})

test('errors show with their message; of other failures Excel makes #VALUE!', async () => {
  for (const row of [0, 1, 2, 3]) type(row, 0, `=MOAT.METRIC("m${row}")`)
  type(0, 1, '=IFERROR(A1,"none")')
  const ids = invocations().map(([id]) => id)
  await answer(
    [ids[0], false, 'No such client', 1],
    [ids[1], false, 'Wrong', 7],
    [ids[2], false, 'Odd', 6],
    [ids[3], false, 'x', 3],
  )
  expect([0, 1, 2, 3].map(row => shown(row, 0))).toEqual(['#N/A', '#VALUE!', '#NUM!', '#VALUE!'])
  const message = (row: number) => workbook.calculator.messageOf(workbook.activeSheet.cell(row, 0)!)
  expect([0, 1, 2].map(message)).toEqual(['No such client', 'Wrong', null])
  expect(shown(0, 1)).toBe('none')
})

test('a call waits for a call in its arguments, and for cells that do', async () => {
  type(0, 0, '=MOAT.METRIC("a")')
  type(0, 1, '=A1+1')
  type(0, 2, '=MOAT.METRIC("b",B1)')
  type(0, 3, '=ROUND(MOAT.METRIC("c",MOAT.METRIC("d")),0)')
  await rounds()
  const first = invocations()
  expect(first.map(([, , [metric]]) => metric)).toEqual(['a', 'd'])
  expect([0, 1, 2, 3].map(column => shown(0, column))).toEqual(['#BUSY!', '#BUSY!', '#BUSY!', '#BUSY!'])
  await answer([first[0][0], true, 10], [first[1][0], true, 3])
  const then = invocations()
  expect(then.map(([, , [metric, client]]) => [metric, client])).toEqual([
    ['b', 11],
    ['c', 3],
  ])
  await answer([then[0][0], true, 7], [then[1][0], true, 2.6])
  expect([0, 1, 2, 3].map(column => shown(0, column))).toEqual([10, 11, 7, 3])
})

test('arrays spill, grow and shrink; sums over them follow; an obstacle is #SPILL!', async () => {
  type(0, 0, '=MOAT.CLIENTS()')
  type(0, 3, '=COUNTA(A1:A9)')
  type(0, 4, '=COUNTA(MOAT.CLIENTS())')
  const ids = invocations().map(([id]) => id)
  const names = [['Acme'], ['Bolt'], ['Cedar']]
  await answer([ids[0], true, names], [ids[1], true, names])
  expect([0, 1, 2, 3].map(row => shown(row, 0))).toEqual(['Acme', 'Bolt', 'Cedar', null])
  expect([shown(0, 3), shown(0, 4)]).toEqual([3, 3])
  host.recalculate()
  await rounds()
  const again = invocations().map(([id]) => id)
  await answer([again[0], true, [['Acme'], ['Bolt']]], [again[1], true, [['Acme', 1]]])
  expect([0, 1, 2].map(row => shown(row, 0))).toEqual(['Acme', 'Bolt', null])
  expect([shown(0, 3), shown(0, 4)]).toEqual([2, 2])
  type(1, 0, 'mine')
  expect([shown(0, 0), shown(1, 0)]).toEqual(['#SPILL!', 'mine'])
})

test('an error in an argument is handed on, a missing one is #VALUE!; neither is invoked', async () => {
  type(0, 0, '=1/0')
  type(0, 1, '=MOAT.METRIC("a",A1)')
  type(0, 2, '=MOAT.SERIES("a")')
  type(0, 3, '=MOAT.NOTHING(1)')
  await rounds()
  expect(invocations()).toEqual([])
  expect([1, 2, 3].map(column => shown(0, column))).toEqual(['#DIV/0!', '#VALUE!', '#NAME?'])
})

test('everything is invoked anew by a full calculation, also what runs; nothing is before the page is ready', async () => {
  type(0, 0, '=MOAT.METRIC("a")')
  const [[first]] = invocations()
  await answer([first, true, 1])
  host.gone()
  type(1, 0, '=MOAT.METRIC("b")')
  host.recalculate()
  await rounds()
  expect(said).toEqual([])
  host.ready()
  const ids = invocations().map(([id, , [metric]]): [string, number] => [metric, id])
  expect(new Set(ids.map(([metric]) => metric))).toEqual(new Set(['a', 'b']))
  await answer(...[...new Map(ids).values()].map(id => [id, true, 9]))
  expect([shown(0, 0), shown(1, 0)]).toEqual([9, 9])
})

test('5,000 calls are invoked at once and settle together', async () => {
  workbook.edit('Fill', () => {
    for (let row = 0; row < 1000; row++)
      for (let column = 0; column < 5; column++)
        typeText(workbook.activeSheet, row, column, `=MOAT.METRIC("m${row}","c${column}")`)
  })
  const all = invocations()
  expect(all).toHaveLength(5000)
  await answer(...all.map(([id]) => [id, true, id]))
  expect(host.settled).toBe(true)
  expect(shown(999, 4)).toBe(all.at(-1)[0])
})
