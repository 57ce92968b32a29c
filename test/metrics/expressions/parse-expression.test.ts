import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Expression, inputsOf } from '../../../server/metrics/expressions/expression.ts'
import { parseExpression } from '../../../server/metrics/expressions/parse-expression.ts'

/** The expression with every operation in parentheses. */
function written(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.value.d === 1n ? String(expression.value.n) : `${expression.value.n}/${expression.value.d}`
    case 'name':
      return expression.key
    case 'negation':
      return `(-${written(expression.of)})`
    case 'operation':
      return `(${written(expression.left)}${expression.operator}${written(expression.right)})`
    case 'call':
      return `${expression.name}(${expression.inputs.map(written).join(',')})`
  }
}

test.each([
  ['a - b - c', '((a-b)-c)'],
  ['a + b * c', '(a+(b*c))'],
  ['a / b * c', '((a/b)*c)'],
  ['(a + b) * c', '((a+b)*c)'],
  ['-a * b', '((-a)*b)'],
  ['a − b × c ÷ d', '(a-((b*c)/d))'],
  ['pct(a - b, c)', 'pct((a-b),c)'],
  ['max(0, a) * 1.25', '(max(0,a)*5/4)'],
  ['--a', 'a'],
])('%s is read as %s', (formula, expected) => {
  expect(written(parseExpression(formula))).toBe(expected)
})

test('the inputs are the keys it names, each once', () => {
  expect(inputsOf(parseExpression('pct(revenue - labour_cost, revenue) + hhi(hours)'))).toEqual([
    'revenue',
    'labour_cost',
    'hours',
  ])
})

test.each([
  ['', 'expected a number, a key or "(", found the end'],
  ['a +', 'expected a number, a key or "(", found the end'],
  ['a b', 'expected an operator, found "b" at character 3'],
  ['(a', 'expected ")", found the end'],
  ['a; drop', 'cannot read ";" at character 2'],
  ['sum(a)', 'there is no function "sum"; known: pct, max, min, abs, trend_pct, growth_pct, largest_share_pct, hhi'],
  ['constructor(a)', 'there is no function "constructor"'],
  ['pct(a)', 'pct takes 2 values, found 1'],
  ['1.2.3', 'expected an operator'],
  ['a'.repeat(1001), 'it has 1001 characters; 1000 are allowed'],
  [`${'('.repeat(41)}a${')'.repeat(41)}`, 'it is nested more than 40 deep'],
])('%s is refused: %s', (formula, message) => {
  expect(() => parseExpression(formula)).toThrow(message)
})

test('whatever the text, it is read or refused as a formula, and never anything else', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab1.+-*/(),_ "\n×÷−'), maxLength: 60 }), text => {
      try {
        written(parseExpression(text))
      } catch (error) {
        expect(error).toMatchObject({ code: 'INVALID_FORMULA' })
      }
    }),
  )
})
