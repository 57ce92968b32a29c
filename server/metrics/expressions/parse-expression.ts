import { type Rational, rationalOfDecimal } from '../../analytics/rational.ts'
import { BadInput } from '../../errors.ts'
import { type Expression, type FunctionName, functions, type Operator } from './expression.ts'

const MAX_LENGTH = 1000
const MAX_DEPTH = 40

interface Token {
  readonly text: string
  readonly at: number
}

/**
 * Reads a formula: numbers, keys of measures and metrics, + − × ÷ (also - * /), parentheses, and the functions of
 * `functions`. Nothing else: no text, no names of columns, no code. Throws BadInput (INVALID_FORMULA) with the place.
 */
export function parseExpression(formula: string): Expression {
  if (formula.length > MAX_LENGTH)
    throw invalid(formula.slice(0, 40), `it has ${formula.length} characters; ${MAX_LENGTH} are allowed`)
  const tokens = tokensOf(formula)
  let next = 0
  let depth = 0

  const fail = (expected: string): never => {
    const token = tokens[next]
    const found = token ? `"${token.text}" at character ${token.at + 1}` : 'the end'
    throw invalid(formula, `expected ${expected}, found ${found}`)
  }
  const take = (text: string): boolean => {
    if (tokens[next]?.text !== text) return false
    next++
    return true
  }

  function sum(): Expression {
    if (++depth > MAX_DEPTH) throw invalid(formula, `it is nested more than ${MAX_DEPTH} deep`)
    const expression = chain(product, ['+', '-'])
    depth--
    return expression
  }
  const product = (): Expression => chain(factor, ['*', '/'])
  function chain(part: () => Expression, operators: readonly Operator[]): Expression {
    let left = part()
    for (;;) {
      const token = tokens[next]
      const operator = operators.find(candidate => candidate === token?.text)
      if (!token || !operator) return left
      next++
      left = { kind: 'operation', operator, left, right: part(), at: token.at }
    }
  }
  function factor(): Expression {
    let negative = false
    while (take('-')) negative = !negative
    const value = atom()
    return negative ? { kind: 'negation', of: value } : value
  }
  function atom(): Expression {
    const token = tokens[next] ?? fail('a number, a key or "("')
    const number: Rational | null = /^[\d.]/.test(token.text) ? rationalOfDecimal(token.text) : null
    if (number) {
      next++
      return { kind: 'number', value: number }
    }
    if (take('(')) {
      const inner = sum()
      return take(')') ? inner : fail('")"')
    }
    if (!/^[a-z]/i.test(token.text)) return fail('a number, a key or "("')
    next++
    return tokens[next]?.text === '(' ? call(token) : { kind: 'name', key: token.text, at: token.at }
  }
  function call(name: Token): Expression {
    if (!Object.hasOwn(functions, name.text))
      throw invalid(formula, `there is no function "${name.text}"; known: ${Object.keys(functions).join(', ')}`)
    const key = name.text as FunctionName
    next++
    const inputs = [sum()]
    while (take(',')) inputs.push(sum())
    if (!take(')')) fail('"," or ")"')
    const { arity } = functions[key]
    if (inputs.length !== arity) throw invalid(formula, `${key} takes ${arity} values, found ${inputs.length}`)
    return { kind: 'call', name: key, inputs, at: name.at }
  }

  const expression = sum()
  return next === tokens.length ? expression : fail('an operator')
}

const plain: ReadonlyMap<string, string> = new Map([
  ['−', '-'],
  ['–', '-'],
  ['×', '*'],
  ['·', '*'],
  ['÷', '/'],
])

function tokensOf(formula: string): Token[] {
  const tokens: Token[] = []
  const pattern = /\s+|(\d+(?:\.\d+)?|\.\d+|[A-Za-z][A-Za-z0-9_]*|[-+*/(),−–×·÷])/gy
  while (pattern.lastIndex < formula.length) {
    const at = pattern.lastIndex
    const match = pattern.exec(formula)
    if (!match) throw invalid(formula, `cannot read "${formula[at]}" at character ${at + 1}`)
    if (match[1] !== undefined) tokens.push({ text: plain.get(match[1]) ?? match[1], at })
  }
  return tokens
}

export const invalid = (formula: string, found: string): BadInput =>
  new BadInput(`Reading the formula "${formula}": ${found}`, 'INVALID_FORMULA')
