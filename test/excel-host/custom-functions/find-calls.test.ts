import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findCalls } from './find-calls.ts'

const found = (formula: string) =>
  findCalls(formula, 'MOAT').map(({ name, start, end, args }) => [
    name,
    formula.slice(start, end),
    ...args.map(each => formula.slice(each.start, each.end)),
  ])

test('calls are found with their arguments, in any case, however they are nested', () => {
  expect(found('=MOAT.METRIC("revenue",A1)*2+moat.clients()')).toEqual([
    ['METRIC', 'MOAT.METRIC("revenue",A1)', '"revenue"', 'A1'],
    ['CLIENTS', 'moat.clients()'],
  ])
  expect(found('=ROUND(MOAT.METRIC(IF(A1>0,"a","b"),,{1,2;3,4}),0)')).toEqual([
    ['METRIC', 'MOAT.METRIC(IF(A1>0,"a","b"),,{1,2;3,4})', 'IF(A1>0,"a","b")', '', '{1,2;3,4}'],
  ])
  expect(found('=MOAT.METRIC(MOAT.TABLE("x"),1)')).toHaveLength(1)
})

test('texts, quoted sheet names and other names are no calls', () => {
  expect(found('="MOAT.METRIC(1)"&A1')).toEqual([])
  expect(found(`='MOAT.METRIC(1'!A1`)).toEqual([])
  expect(found('=MYMOAT.METRIC(1)+MOAT.METRIC+X.MOAT.METRIC(1)')).toEqual([])
  expect(found('=MOAT.METRIC(1')).toEqual([])
  expect(found(`=MOAT.METRIC("a "" ) b",'It''s, (x)'!A1)`)).toEqual([
    ['METRIC', `MOAT.METRIC("a "" ) b",'It''s, (x)'!A1)`, '"a "" ) b"', `'It''s, (x)'!A1`],
  ])
})

test('arguments that hold anything quoted come back as they were written', () => {
  const text = fc.string().map(value => `"${value.replaceAll('"', '""')}"`)
  const argument = fc.oneof(text, fc.constantFrom('A1', '1', '', 'SUM(A1,B2)', `'a,(b'!C3`, '{1,2}'))
  fc.assert(
    fc.property(fc.array(argument, { minLength: 2, maxLength: 5 }), args => {
      const call = `MOAT.F(${args.join(',')})`
      expect(found(`=1+${call}&"x"`)).toEqual([['F', call, ...args]])
    }),
  )
})
