import { describe, expect, test } from 'vitest'
import { importArguments } from '../../server/commands/import-arguments.ts'

const usageError = (...words: string[]) => {
  try {
    importArguments(words)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

describe('npm run import', () => {
  test('takes a file and its dataset, and is lenient by default', () => {
    expect(importArguments(['--dataset', 'time_logs', 'export.csv'])).toMatchObject({
      file: 'export.csv',
      dataset: { kind: 'TIME_LOGS' },
      mode: 'LENIENT',
      scope: 'UPSERT',
      period: null,
      dryRun: false,
      createMissingClients: false,
    })
  })

  test('knows what a file holds that is named like a dataset', () => {
    expect(importArguments(['exports/time-logs.xlsx'])).toMatchObject({ dataset: { kind: 'TIME_LOGS' } })
    expect(usageError('exports/export.csv')).toContain('--dataset clients')
  })

  test('takes a period to replace, both days included', () => {
    const words = ['--scope', 'replace_period', '--from', '2026-01-01', '--to', '2026-01-31', 'invoices.csv']
    expect(importArguments(words)).toMatchObject({ scope: 'REPLACE_PERIOD', period: { from: 20_454, to: 20_484 } })
  })

  test('takes a mapping a heading', () => {
    const words = ['--map', 'Txn=Date=date,day-first', '--map', 'Notes=', '--map', 'State=status,In dispute:pending']
    expect(importArguments([...words, 'invoices.csv'])?.mapping).toEqual([
      { heading: 'Txn=Date', column: 'date', dateOrder: 'DAY_FIRST' },
      { heading: 'Notes', column: null },
      { heading: 'State', column: 'status', values: { 'In dispute': 'pending' } },
    ])
  })

  test('answers --help with nothing to do', () => {
    expect(importArguments(['--help'])).toBeNull()
  })

  test.each([
    [[], 'Name the file to import'],
    [['clients.csv', 'staff.csv'], 'One file at a time'],
    [['--dataset', 'tickets', 'x.csv'], '"tickets" is none of clients, staff'],
    [['--mode', 'loose', 'clients.csv'], '"loose" is none of strict, lenient'],
    [['--scope', 'replace_period', 'invoices.csv'], '--from: nothing is not a day'],
    [
      ['--scope', 'replace_period', '--from', '2026-02-30', '--to', '2026-03-01', 'invoices.csv'],
      '2026-02-30 is not a',
    ],
    [['--scope', 'replace_period', '--from', '2026-02-03', '--to', '2026-02-01', 'invoices.csv'], 'lies before --from'],
    [['--from', '2026-02-01', 'invoices.csv'], 'go with --scope replace_period'],
    [['--map', 'Amount', 'invoices.csv'], 'is not HEADING=COLUMN'],
    [['--map', 'Amount=price', 'invoices.csv'], 'invoices has no column "price"'],
    [['--map', 'Amount=total_amount,sideways', 'invoices.csv'], '"sideways" is none of day-first'],
    [['--client', 'Acme', 'invoices.csv'], '"Acme" is not NAME=CLIENT'],
    [['--issues', 'all', 'invoices.csv'], '"all" is not a whole number'],
    [['--strict', 'invoices.csv'], "Unknown option '--strict'"],
  ])('refuses %j', (words, message) => {
    expect(usageError(...words)).toContain(message)
  })
})
